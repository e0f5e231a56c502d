// What html-validate asks of every page. A rule that is off says why.
module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Templates leave spaces where a tag of Django stood; gzip takes them away.
    "no-trailing-whitespace": "off",
    // A table that CSS shows as cards, and a list without its marks, lose in browsers what they are.
    "no-redundant-role": "off",
    "prefer-native-element": ["error", { exclude: ["list"] }],
    // Several boxes ticked under one name is how a form says "or".
    "form-dup-name": ["error", { shared: ["radio", "button", "reset", "submit", "checkbox"] }],
    // A page is titled with the words of its source, however many there are.
    "long-title": "off",
  },
};
