//! How to tell a runtime to deliver a batch, found in its metadata.
//!
//! `deliver` is an authorized call: it travels in a *general* transaction, which has no signature. Indices
//! of pallets and calls and the list of transaction extensions are every runtime's own.

use codec::{Compact, Decode, Encode};
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed, v16::RuntimeMetadataV16};
use scale_info::{PortableRegistry, TypeDef, TypeDefPrimitive};
use spec_messaging_primitives::batch::MessageBatch;

/// Version of the metadata that is asked for: the first that says which extensions a general transaction
/// has.
pub const METADATA_VERSION: u32 = 16;

/// First byte of a general transaction: extrinsic format 5, and the bit that says "general".
const GENERAL: u8 = 0b0100_0101;

/// Where the call enum of the inbox is defined, whatever the runtime calls the pallet.
const CALLS: [&str; 3] = ["pallet_spec_inbox", "pallet", "Call"];

/// What the type of the call's only argument is called.
const ARGUMENT: &str = "MessageBatch";

/// Most bytes that the extensions of a transaction may take. Those of the SDK take less than a hundred.
const MAX_EXTENSION_BYTES: usize = 1_024;

/// Deepest nesting of types in an extension.
const MAX_DEPTH: u32 = 16;

/// The call `deliver` of one runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deliver {
	/// What stands in front of the batch.
	prefix: Vec<u8>,
}

impl Deliver {
	/// Finds the call in `metadata`, which is of [`METADATA_VERSION`] and has its magic number in front.
	///
	/// # Errors
	///
	/// A sentence that says what is missing.
	pub fn find(metadata: &[u8]) -> Result<Self, String> {
		let decoded = RuntimeMetadataPrefixed::decode(&mut &metadata[..])
			.map_err(|error| format!("the metadata does not decode: {error}"))?;
		let RuntimeMetadata::V16(metadata) = decoded.1 else {
			return Err(format!("the metadata is not of version {METADATA_VERSION}"));
		};
		let mut prefix = vec![GENERAL];
		prefix.extend(extensions(&metadata)?);
		prefix.extend(indices(&metadata)?);
		Ok(Self { prefix })
	}

	/// The transaction that delivers `batch`.
	pub fn transaction(&self, batch: &MessageBatch) -> Vec<u8> {
		let body = (Raw(&self.prefix), batch).encode();
		// As an opaque extrinsic: the number of bytes, then the bytes.
		body.encode()
	}
}

/// Bytes without their number.
struct Raw<'a>(&'a [u8]);

impl Encode for Raw<'_> {
	fn encode_to<T: codec::Output + ?Sized>(&self, dest: &mut T) {
		dest.write(self.0);
	}
}

/// Index of the pallet and of the call.
fn indices(metadata: &RuntimeMetadataV16) -> Result<[u8; 2], String> {
	let types = &metadata.types;
	let mut pallets = metadata.pallets.iter().filter_map(|pallet| {
		let calls = types.resolve(pallet.calls.as_ref()?.ty.id)?;
		let TypeDef::Variant(variants) = &calls.type_def else { return None };
		(calls.path.segments == CALLS).then_some((pallet.index, variants))
	});
	let (pallet, calls) = pallets.next().ok_or("there is no inbox in the metadata")?;
	let call = calls.variants.iter().find(|call| call.name == "deliver");
	let call = call.ok_or("the inbox has no call `deliver`")?;
	let argument = match &call.fields[..] {
		[only] => types.resolve(only.ty.id).and_then(|ty| ty.path.ident()),
		_ => None,
	};
	if argument.as_deref() == Some(ARGUMENT) {
		Ok([pallet, call.index])
	} else {
		Err("`deliver` does not take one batch".into())
	}
}

/// Version of the extensions, then each of them at its neutral value.
///
/// Zero, none, immortal, disabled: what an extension that has nothing to do with a transaction without
/// signature is given.
fn extensions(metadata: &RuntimeMetadataV16) -> Result<Vec<u8>, String> {
	let extrinsic = &metadata.extrinsic;
	let (version, indices) = extrinsic
		.transaction_extensions_by_version
		.first_key_value()
		.ok_or("the metadata lists no transaction extensions")?;
	let mut bytes = vec![*version];
	for Compact(index) in indices {
		let extension = usize::try_from(*index)
			.ok()
			.and_then(|index| extrinsic.transaction_extensions.get(index))
			.ok_or("a transaction extension is not described")?;
		neutral(&metadata.types, extension.ty.id, MAX_DEPTH, &mut bytes)
			.ok_or_else(|| format!("{} has no neutral value", extension.identifier))?;
	}
	Ok(bytes)
}

/// Writes the neutral value of a type. `None` if it has none, or one that is too long.
fn neutral(types: &PortableRegistry, ty: u32, depth: u32, bytes: &mut Vec<u8>) -> Option<()> {
	let depth = depth.checked_sub(1)?;
	if bytes.len() > MAX_EXTENSION_BYTES {
		return None;
	}
	match &types.resolve(ty)?.type_def {
		TypeDef::Composite(composite) => {
			composite.fields.iter().try_for_each(|field| neutral(types, field.ty.id, depth, bytes))
		},
		TypeDef::Tuple(tuple) => {
			tuple.fields.iter().try_for_each(|field| neutral(types, field.id, depth, bytes))
		},
		TypeDef::Array(array) => {
			(0..array.len).try_for_each(|_| neutral(types, array.type_param.id, depth, bytes))
		},
		TypeDef::Variant(variants) => {
			// One without fields says the least; of those, the first.
			let variant =
				variants.variants.iter().min_by_key(|v| (!v.fields.is_empty(), v.index))?;
			bytes.push(variant.index);
			variant.fields.iter().try_for_each(|field| neutral(types, field.ty.id, depth, bytes))
		},
		// Zero, or a length of zero.
		TypeDef::Compact(_) | TypeDef::Sequence(_) | TypeDef::BitSequence(_) => {
			bytes.push(0);
			Some(())
		},
		TypeDef::Primitive(primitive) => {
			let width = match primitive {
				TypeDefPrimitive::Bool
				| TypeDefPrimitive::U8
				| TypeDefPrimitive::I8
				| TypeDefPrimitive::Str => 1,
				TypeDefPrimitive::U16 | TypeDefPrimitive::I16 => 2,
				TypeDefPrimitive::U32 | TypeDefPrimitive::I32 | TypeDefPrimitive::Char => 4,
				TypeDefPrimitive::U64 | TypeDefPrimitive::I64 => 8,
				TypeDefPrimitive::U128 | TypeDefPrimitive::I128 => 16,
				TypeDefPrimitive::U256 | TypeDefPrimitive::I256 => 32,
			};
			bytes.resize(bytes.len().saturating_add(width), 0);
			Some(())
		},
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use scale_info::{MetaType, Registry, TypeInfo};
	use sp_runtime::generic::Era;

	/// Shapes that extensions of the SDK have.
	#[derive(Encode, TypeInfo)]
	struct CheckNonce(#[codec(compact)] u32);

	#[derive(Encode, TypeInfo)]
	struct Payment {
		#[codec(compact)]
		tip: u128,
		asset: Option<u32>,
	}

	// The derive of `Encode` casts the index of a variant.
	#[derive(Encode, TypeInfo)]
	#[allow(
		dead_code,
		clippy::cast_possible_truncation,
		reason = "the neutral value is the other one"
	)]
	enum Verify {
		Signed { signature: [u8; 64] },
		Disabled,
	}

	#[derive(TypeInfo)]
	#[allow(dead_code, reason = "only its type is looked at")]
	struct TooLong([[u64; 64]; 64]);

	fn neutral_of(ty: MetaType) -> Option<Vec<u8>> {
		let mut registry = Registry::new();
		let id = registry.register_type(&ty).id;
		let mut bytes = Vec::new();
		neutral(&registry.into(), id, MAX_DEPTH, &mut bytes).map(|()| bytes)
	}

	#[test]
	fn neutral_values_are_those_of_a_transaction_that_says_nothing() {
		let pairs = [
			(MetaType::new::<()>(), ().encode()),
			(MetaType::new::<CheckNonce>(), CheckNonce(0).encode()),
			(MetaType::new::<Era>(), Era::Immortal.encode()),
			(MetaType::new::<Payment>(), Payment { tip: 0, asset: None }.encode()),
			(MetaType::new::<Verify>(), Verify::Disabled.encode()),
			(MetaType::new::<(u16, Vec<u8>, bool)>(), (0u16, Vec::<u8>::new(), false).encode()),
		];
		for (ty, expected) in pairs {
			assert_eq!(neutral_of(ty), Some(expected), "{ty:?}");
		}
	}

	#[test]
	fn an_extension_without_end_has_no_neutral_value() {
		assert_eq!(neutral_of(MetaType::new::<TooLong>()), None);
	}

	#[test]
	fn what_is_no_metadata_is_refused_with_a_reason() {
		for junk in [&b""[..], b"meta", b"\x00\x01\x02\x03\x04", &[0xff; 64]] {
			assert!(Deliver::find(junk).is_err_and(|reason| !reason.is_empty()));
		}
	}
}
