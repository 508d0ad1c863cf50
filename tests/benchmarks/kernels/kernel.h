/* What the kernels share: how a function is exported, and a sum that tells whether two runs did the same. */
#define EXPORT(name) __attribute__((export_name(#name)))

static inline double sum(const double *values, int count) {
    double total = 0;
    for (int i = 0; i < count; i++)
        total += values[i];
    return total;
}
