export { PeopleRoutesModule } from './http/people-routes.module.js';
export { PeopleModule } from './people.module.js';
export { type PersonEvent, personEvents } from './person.events.js';
export { type Person, person, personStream } from './person.js';
export { personProblems } from './person.rejections.js';
export { ErasePerson } from './write/erase-person.js';
