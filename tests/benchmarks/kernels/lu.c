/* A = L U without pivoting: our own implementation of the kernel that PolyBench calls lu. */
#include "kernel.h"
#define N 350

static double a[N][N];

/* Fills the matrix so that its diagonal dominates, which needs no pivots. */
static void fill(void) {
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++)
            a[i][j] = i == j ? N + 1.0 : (double)((i + 3 * j) % N) / N;
}

static void decompose(void) {
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < i; j++) {
            for (int k = 0; k < j; k++)
                a[i][j] -= a[i][k] * a[k][j];
            a[i][j] /= a[j][j];
        }
        for (int j = i; j < N; j++)
            for (int k = 0; k < i; k++)
                a[i][j] -= a[i][k] * a[k][j];
    }
}

EXPORT(run) double run(void) {
    fill();
    decompose();
    return sum(&a[0][0], N * N);
}
