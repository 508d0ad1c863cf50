/* A program with every shape of control flow that coverage must tell apart: see README.md beside it. */
#include "calendar.h"

#define CLAMP(value, low, high) ((value) < (low) ? (low) : (value) > (high) ? (high) : (value))
#define CHECK(condition)                                                                          \
    do {                                                                                          \
        if (!(condition)) {                                                                       \
            failures++;                                                                           \
        }                                                                                         \
    } while (0)

enum kind { CIRCLE, SQUARE, TRIANGLE, LINE, POINT };

struct shape {
    enum kind kind;
    int size;
};

static int failures;
static int printed;

static int area(const struct shape *shape)
{
    switch (shape->kind) {
    case CIRCLE:
        return 3 * shape->size * shape->size;
    case SQUARE:
        return shape->size * shape->size;
    case TRIANGLE:
        return shape->size * shape->size / 2;
    case LINE:
    case POINT:
        return 0;
    default:
        failures++;
        return -1;
    }
}

static int first_divisor(int number)
{
    for (int divisor = 2; divisor * divisor <= number; divisor++) {
        if (number % divisor == 0) {
            return divisor;
        }
    }
    return number;
}

static int collatz(int number)
{
    int steps = 0;
    while (number != 1) {
        if (number % 2) {
            number = 3 * number + 1;
        } else {
            number /= 2;
        }
        steps++;
        if (steps > 1000) {
            failures++;
            break;
        }
    }
    return steps;
}

static int digits(int number)
{
    int count = 0;
    do {
        count++;
        number /= 10;
    } while (number > 0);
    return count;
}

static int gcd(int left, int right)
{
    if (right == 0)
        return left;
    return gcd(right, left % right);
}

static int never_called(int number)
{
    if (number > 3) {
        return number * 2;
    }
    return number + 1;
}

static int find(const int *numbers, int count, int wanted)
{
    int at = 0;
again:
    if (at == count)
        goto missing;
    if (numbers[at] == wanted)
        return at;
    at++;
    goto again;
missing:
    return -1;
}

static void sort(int *numbers, int count)
{
    for (int end = count; end > 1; end--) {
        for (int at = 1; at < end; at++) {
            if (numbers[at - 1] <= numbers[at])
                continue;
            int held = numbers[at];
            numbers[at] = numbers[at - 1];
            numbers[at - 1] = held;
        }
    }
}

static int apply(int (*function)(int), int number)
{
    if (function == 0) {
        return number;
    }
    return function(number);
}

static void print(int number)
{
    printed = printed * 31 + number;
    if (printed < 0)
        printed = -printed;
}

int run(int choice)
{
    struct shape shapes[] = {{CIRCLE, 3}, {SQUARE, 4}, {LINE, 5}};
    int numbers[] = {5, 3, 9, 1};
    int total = 0;
    for (int at = 0; at < 3; at++)
        total += area(&shapes[at]);
    sort(numbers, 4);
    CHECK(numbers[0] == 1);
    CHECK(find(numbers, 4, 9) == 3);
    total += CLAMP(total, 0, 40);
    total += apply(choice == 2 ? never_called : first_divisor, 91);
    total += collatz(27);
    total += gcd(48, 36) + digits(4711);
    if (is_leap(2000) && !is_leap(1900))
        print(total);
    if (choice > 5 || choice < 0) {
        print(choice);
        return failures;
    }
    return failures ? -1 : printed % 1000;
}
