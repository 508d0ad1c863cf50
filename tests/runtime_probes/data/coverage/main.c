/* The second unit of compilation. The host calls `run` where there is no `main`. */
#include "calendar.h"

int run(int choice);

int main(void)
{
    return run(1) < 0 || days_in_february(2001) != 28;
}
