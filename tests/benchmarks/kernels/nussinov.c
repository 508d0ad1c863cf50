/* Folding of RNA with the most pairs of bases: our own implementation of the kernel that PolyBench calls nussinov. */
#include "kernel.h"
#define N 500

static char bases[N];
static int table[N][N];

static int larger(int one, int other) { return one >= other ? one : other; }

static int pair(char one, char other) { return one + other == 3 ? 1 : 0; }

static void fill(void) {
    for (int i = 0; i < N; i++) {
        bases[i] = (i + 1) % 4;
        for (int j = 0; j < N; j++)
            table[i][j] = 0;
    }
}

static void fold(void) {
    for (int i = N - 1; i >= 0; i--)
        for (int j = i + 1; j < N; j++) {
            if (j - 1 >= 0)
                table[i][j] = larger(table[i][j], table[i][j - 1]);
            if (i + 1 < N)
                table[i][j] = larger(table[i][j], table[i + 1][j]);
            if (j - 1 >= 0 && i + 1 < N) {
                int paired = i < j - 1 ? pair(bases[i], bases[j]) : 0;
                table[i][j] = larger(table[i][j], table[i + 1][j - 1] + paired);
            }
            for (int k = i + 1; k < j; k++)
                table[i][j] = larger(table[i][j], table[i][k] + table[k + 1][j]);
        }
}

EXPORT(run) double run(void) {
    fill();
    fold();
    return table[0][N - 1];
}
