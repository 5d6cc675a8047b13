#include <zlib.h>

// deflateInit2 is a macro, which Swift does not see. A window of 31 bits makes gzip's header, without name or time.
static inline int gongkai_deflate_gzip(z_streamp stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
}
