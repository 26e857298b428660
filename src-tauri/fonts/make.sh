#!/bin/sh
# Makes NotoSansSC-print.otf from Debian's fonts-noto-cjk with fonttools (pip install fonttools). See README.md.
set -eu
cd "$(dirname "$0")"
pyftsubset /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc --font-number=2 \
  --unicodes='U+0020-007E,U+00A0-017F,U+02B0-02FF,U+0370-03FF,U+2000-206F,U+20A0-20BF,U+2100-22FF,U+2460-24FF,U+2500-257F,U+25A0-266F,U+2E80-2FDF,U+3000-303F,U+3100-312F,U+3200-4DBF,U+4E00-9FFF,U+F900-FAFF,U+FE30-FE4F,U+FF00-FFEF,U+20000-323AF' \
  --layout-features=kern --name-IDs='0,1,2,3,4,5,6,13,14' --notdef-outline --no-hinting \
  --output-file=NotoSansSC-print.otf
