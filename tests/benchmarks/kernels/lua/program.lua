-- Sorting, recursion, tables, closures and strings: what programs in Lua do most.
local seed = 42
local function random(bound)
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed % bound
end

local function fibonacci(n)
  if n < 2 then return n end
  return fibonacci(n - 1) + fibonacci(n - 2)
end

local function sorted(count)
  local numbers = {}
  for i = 1, count do numbers[i] = random(1000000) end
  table.sort(numbers, function(one, other) return one < other end)
  return numbers[1] + numbers[count]
end

local function sieve(limit)
  local crossed, found = {}, 0
  for i = 2, limit do
    if not crossed[i] then
      found = found + 1
      for j = i * i, limit, i do crossed[j] = true end
    end
  end
  return found
end

local function words(count)
  local parts = {}
  for i = 1, count do parts[#parts + 1] = string.format("%d:%s", i, string.rep("ab", i % 5)) end
  local text, seen = table.concat(parts, " "), 0
  for _ in string.gmatch(text, "%d+:(%a+)") do seen = seen + 1 end
  return seen + #string.upper(text)
end

return fibonacci(22) + sorted(8000) + sieve(60000) + words(3000)
