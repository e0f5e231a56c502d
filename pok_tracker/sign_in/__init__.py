"""How staff sign in: password, second factor, and a ministry's own sign-on."""
