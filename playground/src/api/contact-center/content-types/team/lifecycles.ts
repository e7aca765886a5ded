interface TeamEvent {
  params: { data: { name?: string | null; searchName?: string | null; type?: string | null; capacity?: number | null } };
}

/** What an administrator's own code may do with a team: it fills a field, and refuses what makes no sense. */
const complete = ({ params: { data } }: TeamEvent): void => {
  if (typeof data.name === 'string') data.searchName = data.name.toLowerCase();
  if (data.type === 'capacity-based' && (data.capacity ?? 0) < 1) throw new Error('A capacity-based team needs a capacity');
};

export default { beforeCreate: complete, beforeUpdate: complete };
