//! What must be found, and that nothing typed can be an error.

use proptest::{prelude::*, test_runner::RngSeed};
use rusqlite::Connection;

use super::{Query, sort_key};
use crate::{
    domain::{
        customer::{CustomerField, CustomerFile},
        phone::PhoneKind,
    },
    ids::FileId,
    mirror::{
        Filter, Page, Scope, Sort, list, put_customer, remove,
        tests::fixtures::{customer, file_id, mirror, named, noon, phone, today, write},
    },
};

fn mirror_of(files: &[CustomerFile]) -> Connection {
    let mut conn = mirror();
    write(&mut conn, |tx| files.iter().for_each(|file| put_customer(tx, file, None).unwrap()));
    conn
}

fn found(conn: &Connection, typed: &str) -> Vec<FileId> {
    let filter = Filter { search: typed.to_owned(), ..Filter::default() };
    let page = Page { offset: 0, limit: 200 };
    list(conn, Scope::All, &filter, Sort::LastContact, today(), page).unwrap().rows.into_iter().map(|row| row.file).collect()
}

fn with_phone(n: u8, digits: &str) -> CustomerFile {
    let mut file = customer(n);
    file.phones = vec![phone(1, digits)];
    file
}

/// Surnames with more than one reading: a given name, the reading as a surname, the initials.
const SURNAMES: &[(&str, &str, &str)] = &[
    ("单田芳", "shantianfang", "stf"),
    ("解小东", "xiexiaodong", "xxd"),
    ("仇英", "qiuying", "qy"),
    ("曾国强", "zengguoqiang", "zgq"),
    ("查良", "zhaliang", "zl"),
    ("盖聂", "genie", "gn"),
    ("区小明", "ouxiaoming", "oxm"),
    ("朴正", "piaozheng", "pz"),
    ("任静", "renjing", "rj"),
    ("华佗", "huatuo", "ht"),
    ("翟天", "zhaitian", "zt"),
    ("翟墨", "dimo", "dm"),
    ("缪斌", "miaobin", "mb"),
    ("覃明", "qinming", "qm"),
    ("覃刚", "tangang", "tg"),
    ("员明", "yunming", "ym"),
    ("乐嘉", "yuejia", "yj"),
    ("乐明", "leming", "lm"),
    ("冼星", "xianxing", "xx"),
    ("洗明", "xianming", "xm"),
    ("召明", "shaoming", "sm"),
    ("黑明", "heming", "hm"),
    ("折明", "sheming", "sm"),
    ("秘明", "biming", "bm"),
    ("繁明", "poming", "pm"),
    ("句明", "gouming", "gm"),
    ("燕青", "yanqing", "yq"),
    ("纪明", "jiming", "jm"),
    ("葛优", "geyou", "gy"),
    ("过明", "guoming", "gm"),
    ("哈明", "haming", "hm"),
    ("应明", "yingming", "ym"),
    ("宁静", "ningjing", "nj"),
    ("车晓", "chexiao", "cx"),
    ("谌龙", "chenlong", "cl"),
    ("谌明", "shenming", "sm"),
    ("种明", "chongming", "cm"),
    ("藏明", "zangming", "zm"),
    ("瞿颖", "quying", "qy"),
    ("牟明", "muming", "mm"),
    ("牟刚", "mougang", "mg"),
    ("尉明", "weiming", "wm"),
    ("卜明", "buming", "bm"),
    ("柏明", "baiming", "bm"),
    ("薄明", "boming", "bm"),
    ("贲明", "benming", "bm"),
    ("费翔", "feixiang", "fx"),
    ("郗明", "ximing", "xm"),
    ("於明", "yuming", "ym"),
    ("那英", "naying", "ny"),
    ("能明", "naiming", "nm"),
    ("祭明", "zhaiming", "zm"),
    ("贾玲", "jialing", "jl"),
    ("隗明", "weiming", "wm"),
    ("隗刚", "kuigang", "kg"),
    ("郇明", "huanming", "hm"),
    ("訾明", "ziming", "zm"),
    ("阚明", "kanming", "km"),
    ("乜明", "nieming", "nm"),
    ("撒贝", "sabei", "sb"),
    ("相明", "xiangming", "xm"),
    ("沈腾", "shenteng", "st"),
    ("石明", "shiming", "sm"),
    ("叶明", "yeming", "ym"),
    ("都明", "duming", "dm"),
    ("宿明", "suming", "sm"),
    ("万明", "wanming", "wm"),
    ("谷明", "guming", "gm"),
    ("莘明", "shenming", "sm"),
    ("莘刚", "xingang", "xg"),
    ("宓明", "miming", "mm"),
    ("晟明", "chengming", "cm"),
    ("逄明", "pangming", "pm"),
    ("尉迟恭", "yuchigong", "ycg"),
    ("万俟卨", "moqi", "mq"),
    ("单于明", "chanyuming", "cym"),
    ("长孙皓", "zhangsunhao", "zsh"),
    ("澹台明", "tantaiming", "ttm"),
    ("令狐冲", "linghuchong", "lhc"),
    ("鲜于明", "xianyuming", "xym"),
    ("宰父明", "zaifuming", "zfm"),
    ("乐正明", "yuezhengming", "yzm"),
    ("夏侯惇", "xiahoudun", "xhd"),
    ("皇甫嵩", "huangfusong", "hfs"),
    ("拓跋明", "tuobaming", "tbm"),
    ("吕布", "lvbu", "lb"),
    ("吕蒙", "lümeng", "lm"),
];

#[test]
fn surnames_are_found_as_surnames_are_read() {
    for (name, pinyin, initials) in SURNAMES {
        let conn = mirror_of(&[named(1, name)]);
        assert_eq!(found(&conn, pinyin), [file_id(1)], "{name} by {pinyin}");
        assert_eq!(found(&conn, initials), [file_id(1)], "{name} by {initials}");
        assert_eq!(found(&conn, name), [file_id(1)], "{name}");
    }
}

#[test]
fn the_dictionary_reading_of_a_surname_is_found_too() {
    let conn = mirror_of(&[named(1, "单田芳")]);
    assert_eq!(found(&conn, "dantianfang"), [file_id(1)]);
    assert_eq!(found(&conn, "DTF"), [file_id(1)]);
}

#[test]
fn surnames_sort_as_they_are_read() {
    assert!(sort_key("单明").starts_with("shan "));
    assert!(sort_key("尉迟恭").starts_with("yu chi "));
    assert!(sort_key("曾强").starts_with("zeng "));
    assert!(sort_key("吕布").starts_with("lv "));
}

#[test]
fn the_whole_name_comes_first_then_names_that_begin_so_then_what_was_worked_on_last() {
    let mut files = vec![named(1, "李张伟"), named(2, "张伟明"), named(3, "张伟"), named(4, "王张伟")];
    for (day, file) in (0_i64..).zip(&mut files) {
        file.opened_at = Some(noon(today().plus_days(day)));
    }
    let conn = mirror_of(&files);
    assert_eq!(found(&conn, "张伟"), [3, 2, 4, 1].map(file_id));
    assert_eq!(found(&conn, "zhangwei"), [3, 2, 4, 1].map(file_id));
}

#[test]
fn everything_typed_must_be_found() {
    let mut both = named(1, "张伟");
    both.phones = vec![phone(1, "13800000001")];
    let conn = mirror_of(&[both, named(2, "张伟"), with_phone(3, "13800000001")]);
    assert_eq!(found(&conn, "张伟 138"), [file_id(1)]);
    assert_eq!(found(&conn, "0001张"), [file_id(1)]);
    assert_eq!(found(&conn, "zhang wei 0001"), [file_id(1)]);
}

#[test]
fn a_number_is_found_however_it_is_grouped() {
    let conn = mirror_of(&[with_phone(1, "13800000001"), with_phone(2, "041188880000")]);
    for typed in ["+86 138-0000 0001", "138 0000 0001", "008613800000001", "１３８０００００００１", "0000001"] {
        assert_eq!(found(&conn, typed), [file_id(1)], "{typed}");
    }
    assert_eq!(found(&conn, "0411-8888"), [file_id(2)]);
    assert_eq!(found(&conn, "(0411) 88880000"), [file_id(2)]);
}

#[test]
fn a_doubtful_number_is_found_as_typed() {
    let mut file = with_phone(1, "12345-67");
    file.phones[0].number.normalised = None;
    file.phones[0].number.kind = PhoneKind::Doubtful;
    assert_eq!(found(&mirror_of(&[file]), "4567"), [file_id(1)]);
}

#[test]
fn latin_names_employers_and_handles_are_found() {
    let mut file = named(1, "王强");
    file.fields.insert(CustomerField::LatinName, "Tony Wang".to_owned());
    file.fields.insert(CustomerField::Employer, "大连顺达物流 ABC".to_owned());
    file.fields.insert(CustomerField::Wechat, "wq_88880000".to_owned());
    let conn = mirror_of(&[file]);
    for typed in ["tony", "ONY", "tonyw", "tony wang", "顺达", "物流", "大连顺达", "abc", "888800", "强", "t"] {
        assert_eq!(found(&conn, typed), [file_id(1)], "{typed}");
    }
    for typed in ["达", "顺流", "xyz"] {
        assert_eq!(found(&conn, typed), [], "{typed}");
    }
}

#[test]
fn rare_characters_and_dots_in_names_are_no_hindrance() {
    let conn = mirror_of(&[named(1, "阿卜杜拉·买买提"), named(2, "𠮷田"), named(3, "李𬍛")]);
    assert_eq!(found(&conn, "买买"), [file_id(1)]);
    assert_eq!(found(&conn, "阿卜杜拉买买提"), [file_id(1)]);
    assert_eq!(found(&conn, "拉买"), [file_id(1)]);
    assert_eq!(found(&conn, "阿卜杜拉·买买提"), [file_id(1)]);
    assert_eq!(found(&conn, "𠮷"), [file_id(2)]);
    assert_eq!(found(&conn, "𬍛"), [file_id(3)]);
}

#[test]
fn what_was_changed_or_removed_is_no_longer_found() {
    let mut conn = mirror_of(&[named(1, "张伟"), named(2, "李娜")]);
    write(&mut conn, |tx| {
        put_customer(tx, &named(1, "王强"), None).unwrap();
        remove(tx, file_id(2)).unwrap();
    });
    assert_eq!(found(&conn, "张"), []);
    assert_eq!(found(&conn, "王"), [file_id(1)]);
    assert_eq!(found(&conn, "李娜"), []);
}

#[test]
fn nothing_typed_is_everything_and_mere_signs_are_nothing() {
    let conn = mirror_of(&[named(1, "张伟")]);
    assert_eq!(found(&conn, "  "), [file_id(1)]);
    assert_eq!(found(&conn, "***"), []);
    assert_eq!(Query::read("\"()"), Query::Nothing);
}

#[test]
fn hostile_text_is_no_error() {
    let conn = mirror_of(&[named(1, "张伟")]);
    let long = "张".repeat(10_000);
    for typed in [
        "\"",
        "'",
        "*",
        "张*",
        "\"张\"",
        "NEAR(张 伟)",
        "张 NEAR 伟",
        "words:张",
        "张 OR 李",
        "AND",
        "NOT 张",
        "^张",
        "%",
        "_",
        "\0",
        "张\0伟",
        "{",
        "a\"b",
        "--",
        "; DROP TABLE m_customer",
        "\u{E000}张",
        "\u{E001}",
        "\u{202E}",
        "𝒵",
        "①",
        "٣",
        &long,
    ] {
        found(&conn, typed);
    }
    assert_eq!(found(&conn, "张* \"伟\""), [file_id(1)]);
}

fn seeded() -> ProptestConfig {
    ProptestConfig { cases: 64, rng_seed: RngSeed::Fixed(2026), failure_persistence: None, ..ProptestConfig::default() }
}

/// Characters of the common block, and a few rare ones beyond it.
const NAME: &str = "[\u{4E00}-\u{9FA5}㐀𠮷𬍛]{1,4}";

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn any_one_or_two_characters_of_a_name_find_it(name in NAME, others in proptest::collection::vec(NAME, 0..4)) {
        let mut files = vec![named(0, &name)];
        files.extend((1..).zip(&others).map(|(n, other)| named(n, other)));
        let conn = mirror_of(&files);
        let characters: Vec<char> = name.chars().collect();
        for length in [1, 2, 3, 4] {
            for run in characters.windows(length) {
                let typed: String = run.iter().collect();
                let hits = found(&conn, &typed);
                for file in &files {
                    let holds = file.field(&CustomerField::Name).unwrap_or_default().contains(&typed);
                    // Three characters and more are found by their neighbours, which may stand apart.
                    prop_assert!(holds == hits.contains(&file.id) || (length > 2 && !holds), "{} in {:?}", typed, file.fields);
                }
            }
        }
    }

    #[test]
    fn any_three_digits_and_every_tail_find_a_number(digits in "1[3-9][0-9]{9}|0411[2-8][0-9]{7}", other in "1[3-9][0-9]{9}") {
        let files = [with_phone(1, &digits), with_phone(2, &other)];
        let conn = mirror_of(&files);
        for length in 3..=digits.len() {
            for start in 0..=digits.len() - length {
                let typed = &digits[start..start + length];
                let hits = found(&conn, typed);
                prop_assert!(hits.contains(&file_id(1)), "{} in {}", typed, digits);
                prop_assert_eq!(hits.contains(&file_id(2)), other.contains(typed), "{} in {}", typed, other);
            }
        }
    }

    #[test]
    fn full_pinyin_and_initials_find_a_name_from_its_first_letters_on(name in "[\u{4E00}-\u{9FA5}]{2,4}") {
        use pinyin::ToPinyin as _;
        let readings: Option<Vec<&str>> = name.as_str().to_pinyin().map(|reading| reading.map(|reading| reading.plain())).collect();
        prop_assume!(readings.is_some());
        let readings = readings.unwrap();
        let whole = readings.concat();
        let initials: String = readings.iter().map(|reading| &reading[..1]).collect();
        let conn = mirror_of(&[named(1, &name)]);
        for end in (1..=whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            prop_assert_eq!(found(&conn, &whole[..end]), vec![file_id(1)], "{} by {}", &name, &whole[..end]);
        }
        for end in 1..=initials.len() {
            prop_assert_eq!(found(&conn, &initials[..end]), vec![file_id(1)], "{} by {}", &name, &initials[..end]);
        }
    }

    #[test]
    fn nothing_that_can_be_typed_is_an_error(typed in any::<String>(), signs in "[\"'*^:(){}%_ NEARODTn张0-9-]{0,20}") {
        let conn = mirror_of(&[named(1, "张伟")]);
        found(&conn, &typed);
        found(&conn, &signs);
    }
}
