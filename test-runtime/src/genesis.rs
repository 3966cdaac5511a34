//! The first state of a chain.

use crate::{
	AccountId, AuraId, BalancesConfig, EXISTENTIAL_DEPOSIT, ParachainInfoConfig,
	RuntimeGenesisConfig, SudoConfig, UNIT, configs::FeeAccount,
};
#[cfg(any(feature = "std", not(feature = "hrmp")))]
use crate::{SpecInboxConfig, SpecOutboxConfig};
use alloc::{vec, vec::Vec};
use cumulus_primitives_core::ParaId;
use frame_support::build_struct_json_patch;
use serde_json::Value;
use sp_genesis_builder::PresetId;
use sp_keyring::Sr25519Keyring;

/// Parachain of the preset.
pub const DEFAULT_PARA_ID: u32 = 1_000;
/// What each well known account starts with.
pub const ENDOWMENT: crate::Balance = 1_000_000 * UNIT;
/// What [`FeeAccount`] starts with: enough to exist, so that no fee is too small for it.
pub const FEE_ACCOUNT_ENDOWMENT: crate::Balance = 10 * EXISTENTIAL_DEPOSIT;

/// The patch over the default genesis that makes a chain, whatever its transport: parachain `para_id`,
/// sealed by `authorities`, with `root` as its superuser and [`ENDOWMENT`] for every account of `endowed`.
fn chain(
	para_id: ParaId,
	authorities: Vec<AuraId>,
	root: AccountId,
	endowed: Vec<AccountId>,
) -> Value {
	let mut balances: Vec<_> = endowed.into_iter().map(|who| (who, ENDOWMENT)).collect();
	balances.push((FeeAccount::get(), FEE_ACCOUNT_ENDOWMENT));
	build_struct_json_patch!(RuntimeGenesisConfig {
		aura: pallet_aura::GenesisConfig { authorities },
		balances: BalancesConfig { balances },
		parachain_info: ParachainInfoConfig { parachain_id: para_id },
		sudo: SudoConfig { key: Some(root) },
	})
}

/// A chain as tests and development want it: Alice seals and is root, the keyring is endowed. It knows of
/// no peers: where HRMP is built in, the relay chain has the channels.
pub fn alone(para_id: ParaId) -> Value {
	chain(
		para_id,
		vec![Sr25519Keyring::Alice.public().into()],
		Sr25519Keyring::Alice.to_account_id(),
		Sr25519Keyring::well_known().map(|key| key.to_account_id()).collect(),
	)
}

/// [`alone`] with channels of speculative messaging to and from `peers`, which are trusted too.
#[cfg(any(feature = "std", not(feature = "hrmp")))]
pub fn development(para_id: ParaId, peers: Vec<ParaId>) -> Value {
	let mut patch = alone(para_id);
	let channels = build_struct_json_patch!(RuntimeGenesisConfig {
		spec_outbox: SpecOutboxConfig { channels: peers.clone() },
		spec_inbox: SpecInboxConfig { accepted: peers.clone(), trusted: peers },
	});
	if let (Value::Object(patch), Value::Object(channels)) = (&mut patch, channels) {
		patch.extend(channels);
	}
	patch
}

/// The preset called `id`, if there is one, as JSON.
pub fn preset(id: &PresetId) -> Option<Vec<u8>> {
	let value = match id.as_ref() {
		sp_genesis_builder::DEV_RUNTIME_PRESET => alone(DEFAULT_PARA_ID.into()),
		_ => return None,
	};
	serde_json::to_vec(&value).ok()
}

/// Names of the presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![PresetId::from(sp_genesis_builder::DEV_RUNTIME_PRESET)]
}
