//! The first state of a chain.

use crate::{
	AccountId, AuraId, BalancesConfig, EXISTENTIAL_DEPOSIT, ParachainInfoConfig,
	RuntimeGenesisConfig, SpecInboxConfig, SpecOutboxConfig, SudoConfig, UNIT, configs::FeeAccount,
};
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

/// The patch over the default genesis that makes a chain: parachain `para_id`, sealed by
/// `authorities`, with `root` as its superuser, [`ENDOWMENT`] for every account of `endowed`, and
/// channels to and from `peers`, which are trusted too.
pub fn patch(
	para_id: ParaId,
	authorities: Vec<AuraId>,
	root: AccountId,
	endowed: Vec<AccountId>,
	peers: Vec<ParaId>,
) -> Value {
	let mut balances: Vec<_> = endowed.into_iter().map(|who| (who, ENDOWMENT)).collect();
	balances.push((FeeAccount::get(), FEE_ACCOUNT_ENDOWMENT));
	build_struct_json_patch!(RuntimeGenesisConfig {
		aura: pallet_aura::GenesisConfig { authorities },
		balances: BalancesConfig { balances },
		parachain_info: ParachainInfoConfig { parachain_id: para_id },
		spec_outbox: SpecOutboxConfig { channels: peers.clone() },
		spec_inbox: SpecInboxConfig { accepted: peers.clone(), trusted: peers },
		sudo: SudoConfig { key: Some(root) },
	})
}

/// [`patch`] as tests and development want it: Alice seals and is root, the keyring is endowed.
pub fn development(para_id: ParaId, peers: Vec<ParaId>) -> Value {
	patch(
		para_id,
		vec![Sr25519Keyring::Alice.public().into()],
		Sr25519Keyring::Alice.to_account_id(),
		Sr25519Keyring::well_known().map(|key| key.to_account_id()).collect(),
		peers,
	)
}

/// The preset called `id`, if there is one, as JSON.
pub fn preset(id: &PresetId) -> Option<Vec<u8>> {
	let value = match id.as_ref() {
		sp_genesis_builder::DEV_RUNTIME_PRESET => development(DEFAULT_PARA_ID.into(), Vec::new()),
		_ => return None,
	};
	serde_json::to_vec(&value).ok()
}

/// Names of the presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![PresetId::from(sp_genesis_builder::DEV_RUNTIME_PRESET)]
}
