// Common names and places in eight languages. No row of the sample means a real person.

const locale = (companySuffix, countryNames, firstNames, lastNames, cities) => ({
  companySuffix, countryNames, firstNames: firstNames.split(' '), lastNames: lastNames.split(' '), cities,
});

export const LOCALES = [
  locale('s.r.o.', ['CZ', 'Czech Republic', 'Česko', 'Czechia'],
    'Jana Petr Eva Jiří Lucie Tomáš Kateřina Ondřej Alžběta Vojtěch Šárka Řehoř', 'Novák Svobodová Dvořák Černá Procházka Kučerová Veselý Horáková Němec Pokorná Šťastný Růžičková',
    [['Praha', '110 00'], ['Brno', '602 00'], ['Plzeň', '301 00'], ['Ústí nad Labem', '400 01'], ['České Budějovice', '370 01']]),
  locale('SARL', ['FR', 'France'],
    'Chloé François Élodie Jérôme Agnès Benoît Zoé Loïc Hélène Mathéo Noémie Gaël', "Lefèvre Müller-Roux D'Arcy Béranger Desprez Guérin Hénault Prévost Lacroix Bouchet Noël O'Connor",
    [['Paris', '75001'], ['Lyon', '69002'], ['Orléans', '45000'], ['Besançon', '25000'], ['Saint-Étienne', '42000']]),
  locale('Ltd', ['GB', 'United Kingdom'],
    'Oliver Amelia George Isla Harry Poppy Alfie Freya Oscar Maeve Siân Niamh', "Smith O'Neill Taylor Macdonald Wright Hughes Brontë Walker Green Khan Patel Evans",
    [['London', 'EC1A 1BB'], ['Leeds', 'LS1 4AP'], ['Cardiff', 'CF10 1EP'], ['Edinburgh', 'EH1 1YZ'], ['Bristol', 'BS1 4DJ']]),
  locale('GmbH', ['DE', 'Germany', 'Allemagne', 'Německo'],
    'Jürgen Käthe Björn Sören Anneliese Günther Heike Uwe Jörg Bärbel Ulrike Lothar', 'Müller Schäfer Weiß Großmann Köhler Jäger Krüger Böhm Schröder Straßer Lüdtke Vogel',
    [['Berlin', '10115'], ['München', '80331'], ['Köln', '50667'], ['Nürnberg', '90402'], ['Düsseldorf', '40213']]),
  locale('Sp. z o.o.', ['PL', 'Poland', 'Pologne', 'Polsko'],
    'Łukasz Małgorzata Grzegorz Agnieszka Paweł Zofia Wojciech Żaneta Michał Bożena Stanisław Ewa', 'Wiśniewski Kowalczyk Wójcik Zieliński Dąbrowska Jabłońska Grabowski Pawłowska Król Wróbel Żak Ślusarczyk',
    [['Warszawa', '00-001'], ['Kraków', '30-001'], ['Łódź', '90-001'], ['Wrocław', '50-001'], ['Gdańsk', '80-001']]),
  locale('Co., Ltd', ['VN', 'Vietnam'],
    'Nguyệt Đức Hương Thắng Quỳnh Bảo Ánh Dũng Phượng Tuấn Trúc Hải', 'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ',
    [['Hà Nội', '100000'], ['Đà Nẵng', '550000'], ['Huế', '530000'], ['Cần Thơ', '900000'], ['Hải Phòng', '180000']]),
  locale('S.L.', ['ES', 'Spain', 'Espagne', 'Španělsko'],
    'José María Íñigo Begoña Óscar Nuria Álvaro Inés Ramón Concepción Andrés Lucía', 'García Muñoz Ibáñez Núñez Peña Castaño Ordóñez Jiménez Sáez López Domínguez Yáñez',
    [['Madrid', '28001'], ['Málaga', '29001'], ['A Coruña', '15001'], ['Cádiz', '11001'], ['Logroño', '26001']]),
  locale('Inc.', ['US', 'United States'],
    'Emma Liam Ava Noah Mia Ethan Zoë Mason Renée Logan Chloe Andre', "Johnson Williams Brown Davis Miller Wilson Moore O'Brien Anderson Núñez Jackson Lee",
    [['Springfield', '62701'], ['Portland', '97201'], ['Austin', '78701'], ['Madison', '53703'], ['Albany', '12207']]),
];

export const TITLES = ['Accountant', 'Chef de projet', 'Obchodní zástupce', 'Support engineer', 'Einkäufer', 'Head of Sales, EMEA', 'Kierownik', 'CEO', 'Office manager', 'Trưởng phòng', 'Technik', 'Directrice "Achats"'];
export const DEPARTMENTS = ['Sales', 'Support', 'Účtárna', 'Ressources humaines', 'Einkauf', 'IT', 'Logistics', 'Zákaznický servis'];
export const STREETS = ['Dlouhá', 'Rue de la Paix', 'High Street', 'Lindenstraße', 'ul. Długa', 'Lê Lợi', 'Calle Mayor', 'Main Street', 'Nádražní', 'Place d’Armes'];
export const COMPANY_WORDS = [
  'Aurora', 'Beskyd', 'Cascade', 'Delta', 'Éclair', 'Falcon', 'Granit', 'Horizon', 'Indigo', 'Jantar', 'Krokus', 'Lumière', 'Meridian', 'Nordlicht', 'Orbita', 'Požár', 'Quartz',
  'Ravel', 'Šumava', 'Tramontane', 'Umbra', 'Vltava', 'Wieża', 'Xenon', 'Yucca', 'Zefir', 'Állas', 'Brücke', 'Čedič', 'Domino',
];
