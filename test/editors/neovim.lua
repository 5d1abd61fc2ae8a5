-- Run by neovim.test.ts in a headless Neovim, 0.7 or newer: opens the Dockerfile, takes two quick fixes, saves.
-- LAYERWISE_COMMAND starts the server, LAYERWISE_PROJECT is the project, LAYERWISE_RESULT the file to write results to.
local command = vim.split(os.getenv("LAYERWISE_COMMAND"), "\n")
local project = os.getenv("LAYERWISE_PROJECT")
local result = { steps = {} }

local function finish(code)
  vim.fn.writefile({ vim.fn.json_encode(result) }, os.getenv("LAYERWISE_RESULT"))
  vim.cmd("cquit " .. code)
end

local function step(name, condition)
  if not vim.wait(20000, condition, 20) then
    result.failed = name
    finish(1)
  end
  table.insert(result.steps, name)
end

local function codes()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, diagnostic.code or diagnostic.user_data.lsp.code)
  end
  table.sort(found)
  return found
end

-- Takes the offered action whose title begins like this.
local function act(title)
  vim.ui.select = function(items, _, choose)
    result.offered = {}
    local chosen
    for _, item in ipairs(items) do
      local action = item.action or item[2]
      table.insert(result.offered, action.title)
      if vim.startswith(action.title, title) then
        chosen = item
      end
    end
    choose(chosen)
  end
  vim.fn.search("\\. \\.", "w")
  vim.lsp.buf.code_action()
end

vim.cmd("filetype on")
vim.cmd("edit " .. project .. "/Dockerfile")
result.filetype = vim.bo.filetype
local client = vim.lsp.start_client({ name = "layerwise", cmd = command, root_dir = project })
vim.lsp.buf_attach_client(0, client)

step("diagnostics", function() return #vim.diagnostic.get(0) == 2 end)
result.codes = codes()

act("Create ")
step("ignore file", function() return vim.fn.filereadable(project .. "/.dockerignore") == 1 end)
step("one finding less", function() return #vim.diagnostic.get(0) == 1 end)

act("Copy ")
step("fix", function() return vim.fn.getline(3) ~= "COPY . ." end)
step("no finding", function() return #vim.diagnostic.get(0) == 0 end)
vim.cmd("write")

vim.lsp.stop_client(client)
step("stopped", function() return vim.lsp.get_client_by_id(client) == nil end)
finish(0)
