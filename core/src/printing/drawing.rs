//! What is drawn and not written: QR codes and signatures, as numbers that a template draws with lines.

use serde_json::{Value, json};

use crate::ids::FileId;

/// A code that leads from the paper to the record: its kind, file and id, nothing of what stands in it. Rows of dark
/// squares as `[x, y, length]`.
pub(super) fn qr(kind: &str, file: FileId, id: &str) -> Value {
    let Ok(code) = qrcode::QrCode::new(format!("forecourt:{kind}/{file}/{id}")) else {
        return json!({ "size": 1, "runs": [] });
    };
    let size = code.width();
    let mut runs: Vec<[usize; 3]> = Vec::new();
    for (place, color) in code.to_colors().into_iter().enumerate() {
        let (x, y) = (place % size, place / size);
        if color != qrcode::Color::Dark {
            continue;
        }
        match runs.last_mut() {
            Some([from, row, length]) if *row == y && *from + *length == x => *length += 1,
            _ => runs.push([x, y, 1]),
        }
    }
    json!({ "size": size, "runs": runs })
}

/// Strokes as points, cut to what was drawn; none where nothing was.
pub(super) fn drawn(strokes: &[Vec<[i64; 2]>]) -> Option<Value> {
    let points = || strokes.iter().flatten();
    let (left, top) = (points().map(|at| at[0]).min()?, points().map(|at| at[1]).min()?);
    let (right, bottom) = (points().map(|at| at[0]).max()?, points().map(|at| at[1]).max()?);
    let moved: Vec<Vec<[i64; 2]>> =
        strokes.iter().map(|stroke| stroke.iter().map(|at| [at[0] - left, at[1] - top]).collect()).collect();
    Some(json!({ "width": (right - left).max(1), "height": (bottom - top).max(1), "strokes": moved }))
}

/// Strokes kept as `[[x,y,x,y],[x,y]]`.
pub(super) fn from_lists(text: &str) -> Option<Value> {
    let lists: Vec<Vec<i64>> = serde_json::from_str(text).ok()?;
    let strokes: Vec<Vec<[i64; 2]>> =
        lists.iter().map(|list| list.chunks_exact(2).filter_map(|at| <[i64; 2]>::try_from(at).ok()).collect()).collect();
    drawn(&strokes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_cut_to_what_was_drawn() {
        let expected = json!({ "width": 30, "height": 20, "strokes": [[[0, 0], [30, 20]], [[10, 5]]] });
        assert_eq!(from_lists("[[10,20,40,40],[20,25]]"), Some(expected));
        for nothing in ["", "[]", "x", "[[]]"] {
            assert_eq!(from_lists(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_code_is_made_of_rows_that_lie_inside_it() {
        let code = qr("order", FileId::from_bytes([7; 16]), "0193f1c2-0000-7000-8000-000000000001");
        let size = code["size"].as_u64().unwrap();
        let runs = code["runs"].as_array().unwrap();
        assert!(size >= 21 && !runs.is_empty());
        assert!(
            runs.iter().all(|run| run[0].as_u64().unwrap() + run[2].as_u64().unwrap() <= size && run[1].as_u64().unwrap() < size)
        );
        // The corner marks of every code: seven squares wide.
        assert_eq!(runs[0], json!([0, 0, 7]));
    }
}
