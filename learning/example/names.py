"""Names from many parts of the world, for the pupils of the example school. None of these people are real."""

# Each pair holds the forenames and surnames of one part of the world. A pupil's names come from one pair.
NAMES = tuple(
    (tuple(forenames.split()), tuple(name.replace("_", " ") for name in surnames.split()))
    for forenames, surnames in (
        (
            "Chidera Kwabena Abena Oluwaseun Folake Kofi Amara Tunde Efua Zainabu Ebele Sékou Aïssatou Kojo",
            "Nwachukwu Asante Oyelaran N'Diaye Boateng Adebayo-Cole Ezenwa Touré Quartey Danquah Ogunleye Sesay",
        ),
        (
            "Aarav Meera Ishaan Nusrat Farhan Lakshmi Tanvir Anjali Rohan Sumaiya Harpreet Devika Bilal Jaya",
            "Bhattacharya D'Souza Chaudhry Gill Ranganathan Mirza Dhaliwal Perera Sarker Kulkarni Mistry Thapa",
        ),
        (
            "Zofia Kacper Hania Stanisław Małgorzata Igor Łucja Bartosz Aniela Szymon Oliwia Mateusz Jagoda Tymon",
            "Nowak Wójcik Zając Pietrzak Wróbel Dudek Krawczyk Szczygieł Mazur Gołąb Jeż Sikora",
        ),
        (
            "Oisín Aoife Cillian Róisín Tadhg Éabha Fionn Gráinne Ruairí Bríd Donnacha Méabh Lorcan Clodagh",
            "O'Dwyer Mac_Giolla Ó_Sé Kinsella O'Hanrahan Brannigan Tierney Deasy Heneghan McGoldrick Fahy Quill",
        ),
        (
            "Ffion Macsen Eira Iolo Angharad Tomos Mabli Gwydion Lowri Emrys Nia Steffan Branwen Ioan",
            "Bevan Pritchard Llewelyn-Rees ap_Rhisiart Gethin Tudor Prosser Probert Meredydd Beynon Howells Gwilt",
        ),
        (
            "Layla Omar Salma Khalid Noor Tariq Yasmin Hamza Rania Ziad Hanan Idris Maysa Anas",
            "al-Khatib Mansour Darwish Saleh El-Amrani Nasser Bouzid Hamdan Chaoui Shaheen Qasim Ziadeh",
        ),
        (
            "Elif Deniz Yağmur Emirhan Zeynep Tuğçe Kaan Defne Çağla İpek Baran Ömer Şirin Ege",
            "Yıldız Kurt Çetin Özdemir Aksoy Doğan Kılıç Güneş Şimşek Acar Sezgin Uçar",
        ),
        (
            "Zihao Yuxin Jiahui Haoran Xinyi Ruoxi Mingze Qian Shuang Tian Yichen Lu Wenjie An",
            "Ouyang Zhao Liang Xu Fang Shen Guo Luo Qiu Hé Lü Tang",
        ),
        (
            "Shanice Delroy Tianna Jermaine Keisha Malachi Kerry-Ann Tyrell Aaliyah Omari Renée Ezekiel Janelle Dre",
            "Pinnock Braithwaite St-Hilaire Gayle-Morgan Cumberbatch Prescod Joseph Alleyne Bowen Dacosta Fenton Hoyte",
        ),
        (
            "Rozália Tibor Marika Dezider Zlatka Aladár Sára Ľubomír Jolana Gejza Ružena Emil Vanesa Koloman",
            "Lakatos Balogh Demeter Čonka Bihári Žiga Gunár Tancoš Kotlár Ferko Oláh Pompa",
        ),
        (
            "Hodan Abdirahman Ifrah Liban Ayaan Sagal Guled Hibo Mahad Nasteexo Bashir Fadumo Warsan Jama",
            "Warsame Abdullahi Jimale Osman Guleid Dirie Hirsi Egal Nur Samatar Duale Roble",
        ),
        (
            "Beatriz Tomás Inês Afonso Matilde Duarte Conceição Gonçalo Leonor Martim Aurora Simão Benedita Salvador",
            "Teles Figueiredo dos_Anjos Gouveia Quaresma Barreiros Patrício Sequeira Vaz Magalhães Leitão Simões",
        ),
        (
            "Alfie Poppy Harvey Evie Stanley Martha Reuben Isla Toby Edith Freddie Connie Jude Mabel",
            "Thistlethwaite Ashworth Bickerstaff Cowling Hargreaves Pickles Sowerby Tuffnell Widdowson Garside Lamb",
        ),
        (
            "Andrei Ioana Cătălin Ștefania Luca Ilinca Horia Bianca Matei Ruxandra Petru Daria Rareș Sorina",
            "Munteanu Ciobanu Marin-Albu Dobre Stănescu Lupu Moldovan Rusu Grigore Bălan Păun Neagu",
        ),
        (
            "Thị-Mai Linh Minh-Anh Bảo Tâm Khánh Ngọc Phúc Quỳnh Duy Hương Tuấn Yến Sơn",
            "Trương Đặng Huỳnh Dương Lâm Phan Vũ Đinh Bùi Cao Hồ Tô",
        ),
        (
            "Oleksandra Danylo Solomiya Bohdan Yaryna Taras Zlata Ostap Kateryna Nazar Myroslava Orest Vira Demyan",
            "Kovalenko Tkachuk Shevchuk Lysenko Bondar Moroz Hrytsenko Koval-Maksymiv Rudenko Panchuk Yarema Savchyn",
        ),
    )
)
# Names that are hard for a screen or a printed card: very long, very short, and with a preferred forename.
UNUSUAL_NAMES = (
    ("Oluwatomisin-Anastazja", "Featherstonehaugh-Papadimitropoulos", ""),
    ("E", "Wu", ""),
    ("Muhammad", "Abdi-Rashid", "Mo"),
    ("Aleksandra", "Gąsiorowska", "Ola"),
    ("Maximilian", "O'Sé-Tierney", "Max"),
)
