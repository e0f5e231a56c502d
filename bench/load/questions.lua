-- Asks the lines of a file in turn, each once, and prints one line of JSON. A line is an address,
-- with headers of its own behind tabs.
-- Arguments: file, lines to skip, status expected, "each" or "sum", then headers as "Name: value".
local lines = {}
local expected = 200
-- Not local: the end reads them from outside the thread.
asked, exhausted, wrong_status, answered, body_bytes = 0, 0, 0, 0, 0
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  local skip = tonumber(args[2])
  expected = tonumber(args[3])
  for index = 5, #args do
    local name, value = args[index]:match("^(.-): (.*)$")
    wrk.headers[name] = value
  end
  local number = 0
  for line in io.lines(args[1]) do
    number = number + 1
    if number > skip then lines[#lines + 1] = question(line) end
    -- More than any server answers in a slice would only cost time.
    if #lines >= 60000 then break end
  end
  if args[4] == "each" then response = look end
  -- One question for ever: wrk then sends it without asking Lua, or Lua would set the pace.
  if #lines == 1 then
    wrk.path = io.lines(args[1])()
    request = nil
  end
end

function question(line)
  local address, rest = line:match("^([^\t]*)\t?(.*)$")
  if rest == "" then return wrk.format("GET", address) end
  local headers = {}
  for name, value in pairs(wrk.headers) do headers[name] = value end
  for name, value in rest:gmatch("([^\t]-): ([^\t]*)") do headers[name] = value end
  return wrk.format("GET", address, headers)
end

function request()
  asked = asked + 1
  if asked > #lines then
    exhausted = exhausted + 1
    return lines[(asked - 1) % #lines + 1]
  end
  return lines[asked]
end

function look(status, headers, body)
  answered = answered + 1
  body_bytes = body_bytes + #body
  if status ~= expected then wrong_status = wrong_status + 1 end
end

function done(summary, latency, requests)
  local thread = threads[1]
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %d, "microseconds": %d, "bytes": %d, "failed": %d, "refused": %d, ' ..
    '"p50": %d, "p99": %d, "asked": %d, "exhausted": %d, "wrong_status": %d, ' ..
    '"answered": %d, "body_bytes": %d}\n',
    summary.requests, summary.duration, summary.bytes,
    errors.connect + errors.read + errors.write + errors.timeout, errors.status,
    latency:percentile(50), latency:percentile(99), thread:get("asked"),
    thread:get("exhausted"), thread:get("wrong_status"), thread:get("answered"),
    thread:get("body_bytes")))
end
