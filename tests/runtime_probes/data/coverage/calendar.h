/* Code in a header, which two units of compilation have. */
static inline int is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static inline int days_in_february(int year)
{
    if (is_leap(year))
        return 29;
    return 28;
}
