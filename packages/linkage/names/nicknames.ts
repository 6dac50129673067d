// Short forms of given names, in groups of names that one person may go by. Written for this project from common usage; a
// name may stand in several groups. It lends no weight by itself: it keeps two forms from speaking against each other.

const GROUPS = `
alexander alex sasha sascha sandro xander aleksandr oleksandr alejandro alessandro
alexandra alex sasha sandra alessandra aleksandra oleksandra lexi
anastasia nastya stacy ana
andrew andy drew andrei andriy andres andrea
anna ana anya ania anita annie hanna hannah
anthony tony antonio anton toni
barbara barb babs basia
benjamin ben benny
beatrice bea trixie beatriz
catherine cathy kate katie kathy katherine katarina kateryna katya kasia catalina
charles charlie chuck carlos karl carl
christina chris tina christine krystyna kristina
christopher chris kris
daniel dan danny dani
daria dasha darya
david dave davey
deborah deb debbie
dmitri dima dmytro dmitry mitya
dorothy dot dottie dorota
edward ed eddie ted ned eduardo
elena lena olena helena helen ellen alyona
elizabeth liz lizzie beth betty eliza elisa elisabeth bess
eugene gene zhenya yevhen evgeny
frances fran frankie franny
francis frank frankie francisco paco pancho
frederick fred freddy
gabriel gabe gabi
george jorge giorgi yuri jerzy
gregory greg grzegorz
henry harry hank enrique
ioana ioanna joana joanna jo
isabella bella isa izzy isabel
ivan vanya john ion juan jan johan
jacob jake jack james jim jimmy jaime diego
jennifer jen jenny
jessica jess jessie
john johnny jack jon
jonathan jon jonny
joseph joe joey jose pepe giuseppe jozef
julia julie yulia julka
larissa lara larisa
lawrence larry lars lorenzo
leonard leo len lenny leonardo
louis lou luis louie lewis
ludmila lyuda liudmyla mila
margaret maggie meg peggy margo rita greta margarita malgorzata gosia
maria mary masha marie mariya marya marysia mia
martin marty marcin
matthew matt matteo mateusz mateo
michael mike mick mikey mykhailo misha michal miguel mikhail
natalia natasha natalie nataliya talia
nicholas nick nico nicky nicolas mykola nikolai kolya
oksana ksenia xenia
olga olha olya
patricia pat patty tricia trish
patrick pat paddy
peter pete petro piotr pedro pyotr
philip phil pip felipe
rebecca becky becca
richard rick dick ricky rich ricardo
robert rob bob bobby robbie roberto
ronald ron ronnie
samuel sam sammy
samantha sam
sergei serhiy sergey serge seryozha sergio
stephen steve stevie steven stefan esteban stepan
susan sue susie suzanne zuzanna
svetlana sveta svitlana lana
tatiana tanya tania tetiana
theodore ted teddy theo
theresa terry tess teresa
thomas tom tommy tomas tomasz
timothy tim timmy
valentina valya tina
victor vic vitya viktor
victoria vicky vika tori viktoriya
vladimir vova volodymyr vlad volodya
william will bill billy liam wilhelm guillermo
yekaterina katya katerina
zofia sofia sophie sonya sonia sophia
`

const groupsOf = readGroups()

/** May two folded given names be forms of one? */
export function areForms(a: string, b: string): boolean {
  const groups = groupsOf.get(a)
  return groups !== undefined && (groupsOf.get(b) ?? []).some((group) => groups.includes(group))
}

function readGroups(): Map<string, number[]> {
  const found = new Map<string, number[]>()
  GROUPS.trim()
    .split('\n')
    .forEach((line, group) => {
      for (const name of line.split(' ')) found.set(name, [...(found.get(name) ?? []), group])
    })
  return found
}
