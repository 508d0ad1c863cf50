/* Shortest paths between all nodes: our own implementation of the kernel that PolyBench calls floyd-warshall. */
#include "kernel.h"
#define N 300

static int path[N][N];

static void fill(void) {
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            path[i][j] = i * j % 7 + 1;
            if ((i + j) % 13 == 0 || (i + j) % 7 == 0 || (i + j) % 11 == 0)
                path[i][j] = 999;
        }
}

static void shorten(void) {
    for (int k = 0; k < N; k++)
        for (int i = 0; i < N; i++)
            for (int j = 0; j < N; j++)
                path[i][j] = path[i][j] < path[i][k] + path[k][j] ? path[i][j] : path[i][k] + path[k][j];
}

EXPORT(run) double run(void) {
    double total = 0;
    fill();
    shorten();
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++)
            total += path[i][j];
    return total;
}
