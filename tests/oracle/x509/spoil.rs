//! Certificates with one thing or two changed somewhere.

use super::{
    chance::{Chance, Odds as _},
    der::tlv,
};

/// DER taken apart, as deep as it goes.
enum Node {
    Leaf(u8, Vec<u8>),
    Tree(u8, Vec<Self>),
    /// DER in an OCTET STRING or BIT STRING, behind a prefix.
    Wrapped(u8, Vec<u8>, Vec<Self>),
}

/// `der` with `count` chance changes; lengths are put right again, mostly.
pub(crate) fn spoil(chance: &mut Chance, der: &[u8], count: usize) -> Vec<u8> {
    let mut nodes = read(der).unwrap_or_default();
    for _ in 0..count {
        let total: usize = nodes.iter().map(size).sum();
        let mut at = chance.below(total.max(1));
        change(chance, &mut nodes, &mut at);
    }
    let mut out: Vec<u8> = nodes.iter().flat_map(write).collect();
    if chance.once_in(12) && !out.is_empty() {
        let at = chance.below(out.len());
        out[at] = chance.byte();
    }
    if chance.once_in(40) {
        out.truncate(chance.below(out.len() + 1));
    }
    out
}

fn read(mut rest: &[u8]) -> Option<Vec<Node>> {
    let mut nodes = Vec::new();
    while !rest.is_empty() {
        let (tag, value, after) = split(rest)?;
        nodes.push(node(tag, value));
        rest = after;
    }
    Some(nodes)
}

fn split(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = if let 0..0x80 = first {
        (usize::from(first), rest)
    } else {
        let (octets, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
        (octets.iter().fold(0, |n, &octet| n << 8 | usize::from(octet)), rest)
    };
    let (value, after) = rest.split_at_checked(length)?;
    Some((tag, value, after))
}

fn node(tag: u8, value: &[u8]) -> Node {
    let inner = |from: usize| read(value.get(from..)?).filter(|nodes| !nodes.is_empty());
    match tag {
        3 | 4 => {
            let from = usize::from(tag == 3);
            inner(from).map_or_else(
                || Node::Leaf(tag, value.to_vec()),
                |nodes| Node::Wrapped(tag, value[..from].to_vec(), nodes),
            )
        }
        tag if tag & 0x20 != 0 => read(value)
            .map_or_else(|| Node::Leaf(tag, value.to_vec()), |nodes| Node::Tree(tag, nodes)),
        _ => Node::Leaf(tag, value.to_vec()),
    }
}

fn write(node: &Node) -> Vec<u8> {
    let all = |nodes: &[Node]| nodes.iter().flat_map(write).collect::<Vec<u8>>();
    match node {
        Node::Leaf(tag, value) => tlv(*tag, value),
        Node::Tree(tag, nodes) => tlv(*tag, &all(nodes)),
        Node::Wrapped(tag, prefix, nodes) => tlv(*tag, &[prefix.clone(), all(nodes)].concat()),
    }
}

fn size(node: &Node) -> usize {
    1 + match node {
        Node::Leaf(..) => 0,
        Node::Tree(_, nodes) | Node::Wrapped(_, _, nodes) => nodes.iter().map(size).sum(),
    }
}

/// Changes the node that is `at` steps away in a walk through the tree.
fn change(chance: &mut Chance, nodes: &mut Vec<Node>, at: &mut usize) -> bool {
    for index in 0..nodes.len() {
        if *at == 0 {
            change_here(chance, nodes, index);
            return true;
        }
        *at -= 1;
        if let Node::Tree(_, inner) | Node::Wrapped(_, _, inner) = &mut nodes[index]
            && change(chance, inner, at)
        {
            return true;
        }
    }
    false
}

fn change_here(chance: &mut Chance, nodes: &mut Vec<Node>, index: usize) {
    match chance.below(8) {
        0 => drop(nodes.remove(index)),
        1 => {
            let copy = read(&write(&nodes[index])).unwrap_or_default();
            nodes.splice(index..index, copy);
        }
        2 => {
            let other = chance.below(nodes.len());
            nodes.swap(index, other);
        }
        3 => nodes.insert(index, junk(chance)),
        4 => change_tag(chance, &mut nodes[index]),
        _ => change_value(chance, &mut nodes[index]),
    }
}

fn junk(chance: &mut Chance) -> Node {
    let tags = [1, 2, 3, 4, 5, 6, 0x0c, 0x30, 0x80, 0x81, 0x82, 0x86, 0x87, 0xa0, 0xa1, 0xa3];
    let value = (0..chance.below(4)).map(|_| chance.byte()).collect();
    Node::Leaf(tags[chance.below(tags.len())], value)
}

fn change_tag(chance: &mut Chance, node: &mut Node) {
    let tags = [
        1, 2, 3, 4, 5, 6, 0x0c, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1c, 0x1e, 0x30, 0x31, 0x80,
        0x82, 0xa0, 0xa1, 0x1f,
    ];
    let new = tags[chance.below(tags.len())];
    match node {
        Node::Leaf(tag, _) | Node::Tree(tag, _) | Node::Wrapped(tag, ..) => *tag = new,
    }
}

fn change_value(chance: &mut Chance, node: &mut Node) {
    let (tag, mut value) = match node {
        Node::Leaf(tag, value) => (*tag, value.clone()),
        Node::Tree(tag, nodes) | Node::Wrapped(tag, _, nodes) => {
            (*tag, nodes.iter().flat_map(write).collect())
        }
    };
    match chance.below(6) {
        0 => value.clear(),
        1 => value.truncate(chance.below(value.len() + 1)),
        2 => value.push(chance.byte()),
        3 => value.insert(0, chance.byte()),
        _ if value.is_empty() => value.push(0),
        _ => {
            let at = chance.below(value.len());
            let interesting = [0, 1, 0x7f, 0x80, 0xff, b'.', b'*', b':', b'%', b'@', b'[', b' '];
            value[at] = if chance.once_in(2) {
                interesting[chance.below(interesting.len())]
            } else {
                chance.byte()
            };
        }
    }
    *node = Node::Leaf(tag, value);
}
