/* Lua with its own libraries and one program, which is run each time `run` is called. */
#include "../kernel.h"
#include "lauxlib.h"
#include "lualib.h"

static const char program[] = {
#embed "program.lua"
    , 0};

static const luaL_Reg libraries[] = {
    {LUA_GNAME, luaopen_base},
    {LUA_TABLIBNAME, luaopen_table},
    {LUA_STRLIBNAME, luaopen_string},
    {LUA_MATHLIBNAME, luaopen_math},
};

EXPORT(run) double run(void) {
    lua_State *lua = luaL_newstate();
    for (unsigned i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        luaL_requiref(lua, libraries[i].name, libraries[i].func, 1);
        lua_pop(lua, 1);
    }
    double result = luaL_dostring(lua, program) == LUA_OK ? lua_tonumber(lua, -1) : -1;
    lua_close(lua);
    return result;
}
