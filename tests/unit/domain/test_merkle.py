"""The tree of RFC 9162 against the log of examples that Certificate Transparency's programs are tested with."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain import merkle

# certificate-transparency-go, transparency-dev/merkle: the leaves and roots of its reference tree.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


@pytest.mark.parametrize("count", range(9))
def test_the_roots_are_those_of_the_reference(count: int) -> None:
    assert merkle.root(LEAVES[:count]).hex() == ROOTS[count]


@given(st.integers(1, 70), st.data())
def test_every_line_is_proven_and_no_other(count: int, data: st.DataObject) -> None:
    lines = [b"%d" % n for n in range(count)]
    wanted, leaves = merkle.root(lines), [merkle.leaf(line) for line in lines]
    place = data.draw(st.integers(0, count - 1))
    path = merkle.proof(leaves, place)
    assert merkle.proves(lines[place], place, count, path, wanted)
    assert not merkle.proves(lines[place] + b" ", place, count, path, wanted)
    assert not merkle.proves(lines[place], place, count, [*path, wanted], wanted)
    assert not merkle.proves(lines[place], place, count, path, sha256(wanted).digest())
    if count > 1:
        elsewhere = data.draw(st.integers(0, count - 1).filter(lambda n: n != place))
        assert not merkle.proves(lines[place], elsewhere, count, path, wanted)
        assert not merkle.proves(lines[place], place, count, path[1:], wanted)


def test_a_node_is_no_line() -> None:
    two = merkle.leaf(b"a") + merkle.leaf(b"b")
    assert not merkle.proves(two, 0, 1, [], merkle.root([b"a", b"b"]))


@pytest.mark.parametrize("place", [-1, 3])
def test_no_proof_of_a_line_that_is_not_there(place: int) -> None:
    with pytest.raises(IndexError):
        merkle.proof([merkle.leaf(b"%d" % n) for n in range(3)], place)
    assert not merkle.proves(b"0", place, 3, [], merkle.root([b"0"]))
