/* C = alpha A B + beta C: our own implementation of the kernel that PolyBench calls gemm. */
#include "kernel.h"
#define N 280

static double a[N][N], b[N][N], c[N][N];

static void fill(void) {
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            a[i][j] = (double)((i * j + 1) % N) / N;
            b[i][j] = (double)((i * (j + 1)) % N) / N;
            c[i][j] = (double)((i * (j + 2)) % N) / N;
        }
}

static void multiply(double alpha, double beta) {
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++)
            c[i][j] *= beta;
        for (int k = 0; k < N; k++)
            for (int j = 0; j < N; j++)
                c[i][j] += alpha * a[i][k] * b[k][j];
    }
}

EXPORT(run) double run(void) {
    fill();
    multiply(1.5, 1.2);
    return sum(&c[0][0], N * N);
}
