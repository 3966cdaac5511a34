//! What candidates and headers say, and matching.

use codec::Encode;
use serde_json::{Value, json};
use sp_runtime::{Digest, DigestItem};
use spec_messaging_primitives::{
	commitment::{
		ProvidesCommitment, RequiresCommitment, RequiresCommitments, is_marked, provides_root_in,
	},
	hashing::{ProvidesRoot, count::hashes},
	late_block::{BlockRecord, MessagingProofInputs, process_messaging_commitments},
	matching::{Candidate, Entered, Window, enactable},
};

use super::{Outcome, value::*};

fn root(value: &Value) -> ProvidesRoot {
	ProvidesRoot(hash(value))
}

fn entries(value: &Value) -> Vec<RequiresCommitment> {
	let entry = |entry: &Value| RequiresCommitment {
		source: para(&entry["source"]),
		expected_root: root(&entry["expected_root"]),
	};
	items(value).iter().map(entry).collect()
}

pub fn messaging_inputs(case: &Value) -> Outcome {
	let inputs: MessagingProofInputs = decode(&case["encoded"])?;
	let proofs: Value = inputs.late_block_proofs().iter().map(of_late).collect();
	assert_eq!(proofs, case["value"]);
	assert_eq!(inputs.encode(), bytes(&case["encoded"]));
	let record = |value: &Value| {
		let record: BlockRecord = decode(&value["encoded"]).expect("a record of our own");
		assert_eq!(json!(u32::from(record.para_id)), value["para_id"]);
		let consumed: Value = record.consumed.iter().map(of_consumed).collect();
		assert_eq!(consumed, value["consumed"]);
		record
	};
	let records: Vec<_> = items(&case["records"]).iter().map(record).collect();
	let provides = optional(&case["provides"]).map(root);
	let (said, cost) = hashes(|| process_messaging_commitments(records, provides, &inputs));
	let said = said.map_err(name)?;
	assert_eq!(said.provides.map(|p| p.root), provides);
	assert_eq!(said.requires.encode().len() > 1, case["requires_encoded"].is_string());
	match said.requires {
		None => assert!(items(&case["requires"]).is_empty()),
		Some(requires) => {
			assert_eq!(requires.entries(), entries(&case["requires"]));
			assert_eq!(requires.encode(), bytes(&case["requires_encoded"]));
		},
	}
	Ok(cost)
}

pub fn requires(case: &Value) -> Outcome {
	let decoded = decode::<RequiresCommitments>(&case["encoded"]);
	// What is refused by its bytes alone has no entries.
	let Some(value) = case.get("value") else { return decoded.map(|_| 0) };
	let built = RequiresCommitments::new(entries(value));
	assert_eq!(decoded.is_ok(), built.is_ok());
	let built = built.map_err(name)?;
	assert_eq!(decoded, Ok(built.clone()));
	assert_eq!(built.encode(), bytes(&case["encoded"]));
	Ok(0)
}

pub fn provides(case: &Value) -> Outcome {
	let provides: ProvidesCommitment = decode(&case["encoded"])?;
	assert_eq!(provides.root, root(&case["provides_root"]));
	assert_eq!(provides.encode(), bytes(&case["encoded"]));
	Ok(0)
}

fn digest(case: &Value) -> Digest {
	let item = |item: &Value| {
		let engine = bytes(&item["engine"]).try_into().unwrap();
		let data = bytes(&item["data"]);
		match item["kind"].as_str().unwrap() {
			"Consensus" => DigestItem::Consensus(engine, data),
			"PreRuntime" => DigestItem::PreRuntime(engine, data),
			"Seal" => DigestItem::Seal(engine, data),
			other => panic!("no digest item is a {other}"),
		}
	};
	let digest = Digest { logs: items(&case["items"]).iter().map(item).collect() };
	assert_eq!(digest.encode(), bytes(&case["encoded"]));
	digest
}

pub fn header_digest(case: &Value) -> Outcome {
	let found = provides_root_in(&digest(case)).map_err(name)?;
	assert_eq!(found, optional(&case["found"]).map(root));
	Ok(0)
}

pub fn header_mark(case: &Value) -> Outcome {
	let found = is_marked(&digest(case)).map_err(name)?;
	assert_eq!(found, optional(&case["found"]).is_some());
	Ok(0)
}

pub fn window(case: &Value) -> Outcome {
	let mut window: Window = decode(&case["encoded"])?;
	assert_eq!(window.encode(), bytes(&case["encoded"]));
	let (enter, entered) = (items(&case["enter"]), items(&case["entered"]));
	assert_eq!(enter.len(), entered.len());
	for (enter, entered) in enter.iter().zip(entered) {
		let expected = match entered["is"].as_str().unwrap() {
			"again" => Entered::Again,
			"new" => Entered::New { left: optional(&entered["left"]).map(root) },
			other => panic!("no root enters {other}"),
		};
		assert_eq!(window.enter(root(enter)), expected);
		assert!(window.contains(&root(enter)));
	}
	assert_eq!(window.encode(), bytes(&case["after_encoded"]));
	Ok(0)
}

pub fn matching(case: &Value) -> Outcome {
	let window = entries(&case["window"]);
	let candidate = |value: &Value| {
		let required = entries(&value["requires"]);
		Candidate {
			para_id: para(&value["para_id"]),
			provides: optional(&value["provides"])
				.map(|value| ProvidesCommitment { root: root(value) }),
			requires: (!required.is_empty()).then(|| RequiresCommitments::new(required).unwrap()),
		}
	};
	let candidates: Vec<_> = items(&case["candidates"]).iter().map(candidate).collect();
	let enacted = enactable(&candidates, |source, wanted| {
		window.iter().any(|r| r.source == source && r.expected_root == *wanted)
	});
	assert_eq!(json!(enacted), case["enacted"]);
	if enacted.iter().all(|enacted| *enacted) { Ok(0) } else { Err("NotMet".into()) }
}
