"""How the time to merge names grows with their number: 100,000 and 200,000 distinct made-up names of people.

    python bench/names.py [--small 100000] [--large 200000]

Each size is merged in a process of its own, as `kimxi names` merges a list without documents. Exit code 1 where twice
the names take more than BOUND times as long.
"""

import argparse
import random
import subprocess
import sys
import time

BOUND = 2.3

GIVEN, FAMILY = 4_000, 20_000
"""Distinct given and family names in use, however many people there are: more people share more parts."""

ONSETS = "b br ch d dr f g gr h j k kl kr l m n p r s sh st t tr v w y z".split()
VOWELS = "a e i o u ai ei ou ia".split()
CODAS = ["", "", "", "", "l", "m", "n", "r", "s", "k", "nd", "rt", "sh"]
PARTICLES = ["van", "de", "al-", "bin"]


def made_up_names(count: int, seed: int = 7) -> list[str]:
    """So many distinct names, two or three parts each; common parts are drawn more often than rare ones, as in life.

    One in twenty is another spelling of a name before it: capitals, family name first, a middle initial.
    """
    chance = random.Random(seed)

    def word(syllables: int) -> str:
        return "".join(
            chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS) for _ in range(syllables)
        ).capitalize()

    given = sorted({word(chance.choice((1, 2, 2, 3))) for _ in range(GIVEN)})
    family = sorted({word(chance.choice((1, 2, 2, 3))) for _ in range(FAMILY)})
    chance.shuffle(given)
    chance.shuffle(family)

    def common(parts: list[str]) -> str:
        return parts[int(len(parts) * chance.random() ** 2)]

    names: dict[str, None] = {}
    written: list[tuple[str, str]] = []
    while len(names) < count:
        if written and chance.random() < 0.05:
            first, last = chance.choice(written)
            middle = f"{first} {chance.choice('ABCDEFGHJKLMNPRST')}. {last}"
            names[chance.choice((f"{first} {last.upper()}", f"{last}, {first}", middle))] = None
            continue
        first, last = common(given), common(family)
        if chance.random() < 0.05:
            particle = chance.choice(PARTICLES)
            last = particle + last if particle.endswith("-") else f"{particle} {last}"
        if chance.random() < 0.15:
            first = f"{first} {common(given)}"
        names[f"{first} {last}"] = None
        written.append((first, last))
    return list(names)


def seconds(count: int) -> tuple[float, int]:
    """CPU seconds to merge so many names, and how many people they are."""
    from kimxi_cli.names import resolve_names

    rows = [(name, None) for name in made_up_names(count)]
    begin = time.process_time()
    people = {row.entity for row in resolve_names(rows)}
    return time.process_time() - begin, len(people)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--small", type=int, default=100_000)
    parser.add_argument("--large", type=int, default=200_000)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        took, people = seconds(options.one)
        sys.stdout.write(f"{took} {people}\n")
        return 0
    taken = []
    for count in (options.small, options.large):
        run = subprocess.run(
            [sys.executable, __file__, "--one", str(count)], capture_output=True, text=True, check=True
        )
        took, people = run.stdout.split()
        taken.append(float(took))
        sys.stdout.write(f"{count:>9,} names {float(took):7.1f} s {int(people):>9,} people\n")
    ratio = taken[1] / taken[0]
    bound = BOUND * options.large / options.small / 2
    sys.stdout.write(f"ratio {ratio:.2f}, bound {bound:.2f}\n")
    return int(ratio > bound)


if __name__ == "__main__":
    sys.exit(main())
