/* A stencil of nine points within one grid: our own implementation of the kernel that PolyBench calls seidel-2d. */
#include "kernel.h"
#define N 250
#define STEPS 40

static double a[N][N];

static void fill(void) {
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++)
            a[i][j] = ((double)i * (j + 2) + 2) / N;
}

static void step(void) {
    for (int i = 1; i < N - 1; i++)
        for (int j = 1; j < N - 1; j++)
            a[i][j] = (a[i - 1][j - 1] + a[i - 1][j] + a[i - 1][j + 1] + a[i][j - 1] + a[i][j] + a[i][j + 1] +
                       a[i + 1][j - 1] + a[i + 1][j] + a[i + 1][j + 1]) / 9.0;
}

EXPORT(run) double run(void) {
    fill();
    for (int t = 0; t < STEPS; t++)
        step();
    return sum(&a[0][0], N * N);
}
