/* Written by .ci/embed-theme: the files of theme/. */
#include "embedded_theme.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_1[] = {
#embed "../../theme/assets/browse.js"
};
static const unsigned char file_2[] = {
#embed "../../theme/assets/cite.js"
};
static const unsigned char file_3[] = {
#embed "../../theme/assets/icon.svg"
};
static const unsigned char file_4[] = {
#embed "../../theme/assets/list.js"
};
static const unsigned char file_5[] = {
#embed "../../theme/assets/reading.js"
};
static const unsigned char file_6[] = {
#embed "../../theme/assets/save.js"
};
static const unsigned char file_7[] = {
#embed "../../theme/assets/search-arrive.js"
};
static const unsigned char file_8[] = {
#embed "../../theme/assets/search-query.js"
};
static const unsigned char file_9[] = {
#embed "../../theme/assets/search-shards.js"
};
static const unsigned char file_10[] = {
#embed "../../theme/assets/search-text.js"
};
static const unsigned char file_11[] = {
#embed "../../theme/assets/search.js"
};
static const unsigned char file_12[] = {
#embed "../../theme/assets/style.css"
};
static const unsigned char file_13[] = {
#embed "../../theme/templates/404.html"
};
static const unsigned char file_14[] = {
#embed "../../theme/templates/accessibility.html"
};
static const unsigned char file_15[] = {
#embed "../../theme/templates/amounts.html"
};
static const unsigned char file_16[] = {
#embed "../../theme/templates/article.html"
};
static const unsigned char file_17[] = {
#embed "../../theme/templates/base.html"
};
static const unsigned char file_18[] = {
#embed "../../theme/templates/cite.html"
};
static const unsigned char file_19[] = {
#embed "../../theme/templates/column.html"
};
static const unsigned char file_20[] = {
#embed "../../theme/templates/correction.html"
};
static const unsigned char file_21[] = {
#embed "../../theme/templates/corrections.html"
};
static const unsigned char file_22[] = {
#embed "../../theme/templates/data.html"
};
static const unsigned char file_23[] = {
#embed "../../theme/templates/extras.html"
};
static const unsigned char file_24[] = {
#embed "../../theme/templates/figures.html"
};
static const unsigned char file_25[] = {
#embed "../../theme/templates/form.html"
};
static const unsigned char file_26[] = {
#embed "../../theme/templates/home.html"
};
static const unsigned char file_27[] = {
#embed "../../theme/templates/indicators.html"
};
static const unsigned char file_28[] = {
#embed "../../theme/templates/indicatortable.html"
};
static const unsigned char file_29[] = {
#embed "../../theme/templates/joined.html"
};
static const unsigned char file_30[] = {
#embed "../../theme/templates/joinedtable.html"
};
static const unsigned char file_31[] = {
#embed "../../theme/templates/mix.html"
};
static const unsigned char file_32[] = {
#embed "../../theme/templates/moved.html"
};
static const unsigned char file_33[] = {
#embed "../../theme/templates/page.html"
};
static const unsigned char file_34[] = {
#embed "../../theme/templates/paging.html"
};
static const unsigned char file_35[] = {
#embed "../../theme/templates/project.html"
};
static const unsigned char file_36[] = {
#embed "../../theme/templates/projects.html"
};
static const unsigned char file_37[] = {
#embed "../../theme/templates/projecttable.html"
};
static const unsigned char file_38[] = {
#embed "../../theme/templates/quality.html"
};
static const unsigned char file_39[] = {
#embed "../../theme/templates/search.html"
};
static const unsigned char file_40[] = {
#embed "../../theme/templates/searchform.html"
};
static const unsigned char file_41[] = {
#embed "../../theme/templates/tombstone.html"
};
static const unsigned char file_42[] = {
#embed "../../theme/templates/unit.html"
};
static const unsigned char file_43[] = {
#embed "../../theme/templates/unittable.html"
};
static const unsigned char file_44[] = {
#embed "../../theme/templates/year.html"
};
static const unsigned char file_45[] = {
#embed "../../theme/templates/yeartable.html"
};

static const struct theme_file files[] = {
    {"assets/browse.js", file_1, sizeof file_1},
    {"assets/cite.js", file_2, sizeof file_2},
    {"assets/icon.svg", file_3, sizeof file_3},
    {"assets/list.js", file_4, sizeof file_4},
    {"assets/reading.js", file_5, sizeof file_5},
    {"assets/save.js", file_6, sizeof file_6},
    {"assets/search-arrive.js", file_7, sizeof file_7},
    {"assets/search-query.js", file_8, sizeof file_8},
    {"assets/search-shards.js", file_9, sizeof file_9},
    {"assets/search-text.js", file_10, sizeof file_10},
    {"assets/search.js", file_11, sizeof file_11},
    {"assets/style.css", file_12, sizeof file_12},
    {"templates/404.html", file_13, sizeof file_13},
    {"templates/accessibility.html", file_14, sizeof file_14},
    {"templates/amounts.html", file_15, sizeof file_15},
    {"templates/article.html", file_16, sizeof file_16},
    {"templates/base.html", file_17, sizeof file_17},
    {"templates/cite.html", file_18, sizeof file_18},
    {"templates/column.html", file_19, sizeof file_19},
    {"templates/correction.html", file_20, sizeof file_20},
    {"templates/corrections.html", file_21, sizeof file_21},
    {"templates/data.html", file_22, sizeof file_22},
    {"templates/extras.html", file_23, sizeof file_23},
    {"templates/figures.html", file_24, sizeof file_24},
    {"templates/form.html", file_25, sizeof file_25},
    {"templates/home.html", file_26, sizeof file_26},
    {"templates/indicators.html", file_27, sizeof file_27},
    {"templates/indicatortable.html", file_28, sizeof file_28},
    {"templates/joined.html", file_29, sizeof file_29},
    {"templates/joinedtable.html", file_30, sizeof file_30},
    {"templates/mix.html", file_31, sizeof file_31},
    {"templates/moved.html", file_32, sizeof file_32},
    {"templates/page.html", file_33, sizeof file_33},
    {"templates/paging.html", file_34, sizeof file_34},
    {"templates/project.html", file_35, sizeof file_35},
    {"templates/projects.html", file_36, sizeof file_36},
    {"templates/projecttable.html", file_37, sizeof file_37},
    {"templates/quality.html", file_38, sizeof file_38},
    {"templates/search.html", file_39, sizeof file_39},
    {"templates/searchform.html", file_40, sizeof file_40},
    {"templates/tombstone.html", file_41, sizeof file_41},
    {"templates/unit.html", file_42, sizeof file_42},
    {"templates/unittable.html", file_43, sizeof file_43},
    {"templates/year.html", file_44, sizeof file_44},
    {"templates/yeartable.html", file_45, sizeof file_45},
};

size_t theme_file_count(void) { return sizeof files / sizeof files[0]; }
const struct theme_file *theme_file_at(size_t index) { return &files[index]; }
