import { computed } from '@preact/signals';
import { state } from './store.ts';

/** The ids of the papers. Edits replace the map, but leave the ids as they are. */
const ids = computed(() => state.map.value?.nodes.ids);

/** The indexes of papers by id. */
export const paperById = computed(() => new Map(ids.value?.map((id, i) => [id, i])));
