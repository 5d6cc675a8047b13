#include <xlsxwriter.h>

/* A file in memory; <sys/mman.h> declares it for _GNU_SOURCE only. */
extern int memfd_create(const char *name, unsigned int flags);
