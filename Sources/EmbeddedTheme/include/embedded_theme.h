#ifndef EMBEDDED_THEME_H
#define EMBEDDED_THEME_H

#include <stddef.h>

/* A file of the repository's theme/, carried inside the program. */
struct theme_file {
    /* The path below theme/, such as templates/base.html. */
    const char *path;
    const unsigned char *bytes;
    size_t size;
};

size_t theme_file_count(void);
const struct theme_file *theme_file_at(size_t index);

#endif
