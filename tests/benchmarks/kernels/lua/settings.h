/* Lua without jumps out of functions, which the program does not need: an error ends the module. */
#define LUAI_THROW(L, c) __builtin_trap()
#define LUAI_TRY(L, c, a) { a }
#define _SETJMP_H
#define luai_jmpbuf int
#define luai_makeseed(...) 1
