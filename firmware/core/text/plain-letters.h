#pragma once
// One plain letter for each letter of three blocks, in order; `?` where there is none.

namespace marquee {

// U+00C0 to U+017F: Latin-1 letters and Latin Extended-A.
constexpr char kLatinLetters[] =
    "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYPsaaaaaaaceeeeiiiidnooooo/ouuuuypy"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL"
    "lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

// U+01CD to U+0233: the letters with accents of Latin Extended-B.
constexpr char kExtendedLetters[] =
    "AaIiOoUuUuUuUuUu\?AaAa\?\?\?\?GgKkOoOo\?\?jDDdGg\?\?NnAa\?\?\?\?AaAaEeEeIiIiO"
    "oOoRrRrUuUuSsTt\?\?Hh\?\?\?\?\?\?AaEeOoOoOoOoYy";

// U+1E00 to U+1EFF: Latin Extended Additional, which holds Vietnamese.
constexpr char kAdditionalLetters[] =
    "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMm"
    "MmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVv"
    "WwWwWwWwWwXxXxYyZzZzZzhtwyas\?\?\?\?AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe"
    "EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy\?\?\?\?\?\?";

}  // namespace marquee
