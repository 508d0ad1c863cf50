/* A stencil of five points between two grids: our own implementation of the kernel that PolyBench calls jacobi-2d. */
#include "kernel.h"
#define N 250
#define STEPS 100

static double a[N][N], b[N][N];

static void fill(void) {
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            a[i][j] = ((double)i * (j + 2) + 2) / N;
            b[i][j] = ((double)i * (j + 3) + 3) / N;
        }
}

static void step(double from[N][N], double to[N][N]) {
    for (int i = 1; i < N - 1; i++)
        for (int j = 1; j < N - 1; j++)
            to[i][j] = 0.2 * (from[i][j] + from[i][j - 1] + from[i][j + 1] + from[i + 1][j] + from[i - 1][j]);
}

EXPORT(run) double run(void) {
    fill();
    for (int t = 0; t < STEPS; t++) {
        step(a, b);
        step(b, a);
    }
    return sum(&a[0][0], N * N);
}
