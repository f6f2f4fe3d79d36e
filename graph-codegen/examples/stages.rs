use graph_codegen::*;
use std::time::Instant;
fn walk(dir: &std::path::Path, root: &std::path::Path, out: &mut Vec<(source::PagePath, Vec<u8>)>) {
    for e in std::fs::read_dir(dir).unwrap() {
        let p = e.unwrap().path();
        if p.is_dir() {
            walk(&p, root, out)
        } else if p.extension().is_some_and(|e| e == "md" || e == "toml") {
            out.push((
                source::PagePath::new(p.strip_prefix(root).unwrap().to_str().unwrap()),
                std::fs::read(&p).unwrap(),
            ));
        }
    }
}
fn main() {
    let root = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let n: usize = std::env::args().nth(2).map_or(1, |n| n.parse().unwrap());
    rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build_global()
        .unwrap();
    for _ in 0..n {
        let mut t = Instant::now();
        let mut lap = |name: &str| {
            println!("{name:30} {:7.1} ms", t.elapsed().as_secs_f64() * 1e3);
            t = Instant::now();
        };
        let mut files = Vec::new();
        walk(&root, &root, &mut files);
        let (sources, _) = source::Sources::from_bytes(files);
        lap("read");
        for s in sources.texts() {
            std::hint::black_box(parse::count_events(&s.text));
        }
        lap("markdown");
        let understood = understand(&sources, None, model::ApiInfo::default());
        lap("understand");
        let api = &understood.api;
        let facts = analyze::facts(api);
        lap("facts");
        let proof = proof::proof(api, &facts);
        lap("proof");
        let f = proof::findings(&sources, &proof);
        lap("findings");
        let (krate, found) = lower::krate(api, &facts, &proof);
        lap("lower");
        let parts = emit::parts(&krate);
        let mut kinds = std::collections::BTreeMap::<&str, (usize, usize, f64, f64)>::new();
        let texts: Vec<_> = parts
            .into_iter()
            .map(|part| {
                let kind = match part {
                    emit::Part::Module(_) => "mod",
                    emit::Part::Item(i) => match i.item {
                        rust::Item::Struct(_) => "struct",
                        rust::Item::Enum(_) => "enum",
                        rust::Item::Union(_) => "union",
                        rust::Item::Entries(_) => "entries",
                        rust::Item::Builders(_) => "builders",
                        rust::Item::Operations(_) => "operations",
                        rust::Item::Table(_) => "table",
                        rust::Item::Permissions(_) => "permissions",
                        _ => "other",
                    },
                    emit::Part::Examples(_) => "examples",
                    emit::Part::Calls(_) => "calls",
                    emit::Part::Unions(_) => "limits",
                };
                let t = Instant::now();
                let f = emit::file(part);
                let e = t.elapsed().as_secs_f64();
                let t = Instant::now();
                let text = render::text(f);
                let r = t.elapsed().as_secs_f64();
                let k = kinds.entry(kind).or_default();
                k.0 += 1;
                k.1 += text.len();
                k.2 += e * 1e3;
                k.3 += r * 1e3;
                text
            })
            .collect();
        lap("emit+render");
        for (k, (n, b, e, r)) in kinds {
            println!("   {k:12} {n:5} {b:9} bytes emit {e:6.1} render {r:6.1}");
        }
        println!("   {} bytes", texts.iter().map(String::len).sum::<usize>());
        let a = render::cases(&krate.examples);
        let b = render::account(&krate.examples);
        let c = render::rows(&krate.examples);
        let d = render::calls(&krate.calls);
        lap("json");
        let inv = inventory::of(api, &krate).text(&api.api.label);
        lap("inventory");
        println!("   {} {} {} {} {}", a.len(), b.len(), c.len(), d.len(), inv.len());
        drop((f, found));
        drop(krate);
        drop(proof);
        drop(facts);
        lap("drop1");
        drop(understood);
        lap("drop understood");
    }
}
