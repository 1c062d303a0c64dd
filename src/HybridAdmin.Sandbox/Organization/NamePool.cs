namespace HybridAdmin.Sandbox.Organization;

/// <summary>One part of an invented name: in its own script, and in Latin letters if different.</summary>
internal readonly record struct NamePart(string Native, string Latin);

/// <summary>
/// Given and family names of one language, combined at random; any resemblance to a real person is unintended.
/// </summary>
internal sealed record NamePool(IReadOnlyList<NamePart> Given, IReadOnlyList<NamePart> Family)
{
    public static NamePool German { get; } =
        Of(
            "Anke Bernd Cornelia Detlef Elke Florian Gesine Hartmut Ilse Jürgen Käthe Lothar Maren Norbert "
                + "Ottilie Rüdiger Sönke Ulrike Volker Wiebke",
            "Ahrens Böttcher Dörfler Eßer Großmann Hülsmann Jäger Kößler Lüttich Möhring Nölle Petersen "
                + "Quast Rößner Sträter Tönnies Übelacker Vöhringer Wößner Zähringer"
        );

    public static NamePool French { get; } =
        Of(
            "Amélie Bastien Cécile Damien Éloïse Fabrice Gaëlle Hervé Inès Joël Léa Maël Noémie Océane "
                + "Pascal Raphaël Solène Théo Valérie Yannick",
            "Aubépine Bréchard Chéron Delaunay-Gros D'Arcy Fèvre Guénolé Héraud L'Hermitte Lefèvre Maçon "
                + "Noël Pélissier Quéméneur Rivière Sérurier Thévenot Urfé Vaïsse Yvetot"
        );

    public static NamePool Polish { get; } =
        Of(
            "Agnieszka Błażej Czesława Dobrosława Elżbieta Grażyna Jędrzej Łucja Małgorzata Nadzieja Paweł "
                + "Róża Sławomir Świętosława Urszula Wiesława Zbigniew Żaneta",
            "Błaszczyk Ćwikliński Dąbek Gęsicki Jabłonka Kołodziejczyk Łącki Mączka Niedźwiecki Ożóg Pęczak "
                + "Rżewuski Śliwa Świątek Trzmiel Wąsik Zając Źrebiec Żółtek"
        );

    public static NamePool Czech { get; } =
        Of(
            "Běla Čeněk Drahomíra Eliška Hynek Jiří Kateřina Luděk Mečislav Oldřiška Přemysl Růžena Šárka "
                + "Taťána Vojtěch Zdeňka Žofie",
            "Brázda Čermáková Dvořáček Hájková Jeřábek Kříž Lžičař Měsíček Němcová Ptáčník Řezníčková "
                + "Šťastný Třeštík Vlček Žďárská"
        );

    public static NamePool Turkish { get; } =
        Of(
            "Ayşegül Bülent Çağla Demir Elif Gökhan Hülya İbrahim Işıl Kağan Leyla Müjde Nuray Ömür Şebnem "
                + "Tülay Uğur Yıldız Zeynep",
            "Akgün Bağcı Çiçekoğlu Dağlı Ergün Gümüş Işıksoy Karadağ Özgül Pınar Sönmez Şimşek Türköz Uçar Yalçınkaya"
        );

    public static NamePool English { get; } =
        Of(
            "Aisling Brendan Caoimhe Darragh Eoin Fionnuala Gwen Harriet Ian Jocelyn Keira Lorcan Moira "
                + "Niamh Owen Padraig Ruth Siobhan Tadhg Una",
            "Ashdown Birchall Clonmel D'Olier Fairweather Gilhooly Hathersage Inchbald Kilbride MacGilleray "
                + "McAllen O'Dwyer O'Flynn O'Shaughran Penhale Quilligan Ravenscroft Stourton Thistlewood "
                + "Wetherby"
        );

    public static NamePool Southern { get; } =
        Of(
            "Ângela Benedetta Caetano Débora Estêvão Fabrizio Graça Íñigo Joaquín Loreta Mónica Nicolò "
                + "Olalla Paz Remédios Saúl Teófilo Ximena",
            "Alcântara Bellacqua Cañizares Dell'Orto Espíritu Fontanarossa Gonçalvez Iñarra Lourenção Muñiz "
                + "Núñez-Pardo Olivó Peñaloza Quiñones Ribeirão Sant'Elia Tomé Zúñiga"
        );

    public static NamePool Nordic { get; } =
        Of(
            "Åse Björk Dagný Eydís Fredrikke Guðrún Håkon Ingeborg Jørgen Kåre Liv Märta Øystein Päivi "
                + "Ragnhild Sölve Þórunn Väinö",
            "Ångström-Lie Bjørnson Egilsdóttir Fjällgren Grønbæk Hämeenoja Jónasdóttir Kjærsgård Lindqvist "
                + "Mäkikangas Nygård Østby Ræder Sjögren Tørnblad Ylönen"
        );

    public static NamePool Vietnamese { get; } =
        Of(
            "Ánh Bích Cường Diệp Đức Giang Hương Khánh Lệ Minh Ngọc Phượng Quỳnh Sơn Thảo Tuấn Uyên Vĩnh Xuân Yến",
            "Bùi Cao Đặng Đinh Dương Hồ Huỳnh Lâm Lương Mạc Ngô Nguyễn Phan Tạ Trịnh Vũ"
        );

    public static NamePool Arabic { get; } =
        Of(
            "أمل=Amal بسام=Bassam جميلة=Jamila داليا=Dalia رشيد=Rashid زينب=Zainab سمير=Samir شيرين=Shirin "
                + "طارق=Tariq عائشة=Aisha غادة=Ghada فريد=Farid كريم=Karim ليلى=Layla نادية=Nadia "
                + "ياسين=Yassin",
            "البغدادي=Al-Baghdadi التميمي=Al-Tamimi الحداد=Al-Haddad الخوري=Khoury الراوي=Al-Rawi "
                + "الزهراني=Al-Zahrani السقاف=Al-Saqqaf الصباغ=Sabbagh العطار=Attar القيسي=Al-Qaisi "
                + "النجار=Najjar"
        );

    public static NamePool Hebrew { get; } =
        Of(
            "אביגיל=Avigail בועז=Boaz גליה=Galia דבורה=Devora הדס=Hadas יעל=Yael ליאור=Lior מיכל=Michal "
                + "נדב=Nadav עופר=Ofer רננה=Renana שירה=Shira תמר=Tamar",
            "אלמוג=Almog ברקת=Barkat גלבוע=Gilboa דקל=Dekel זמיר=Zamir חרמון=Hermon כרמלי=Carmeli לביא=Lavie "
                + "סלעי=Selai ערבה=Arava צוקרמן=Zuckerman שקד=Shaked"
        );

    public static NamePool Japanese { get; } =
        Of(
            "葵=Aoi 千尋=Chihiro 大輔=Daisuke 恵美=Emi 文雄=Fumio 春香=Haruka 一郎=Ichiro 純子=Junko 健二=Kenji 真理=Mari "
                + "直樹=Naoki 玲奈=Reina 聡=Satoshi 翼=Tsubasa 由美子=Yumiko",
            "青木=Aoki 千葉=Chiba 遠藤=Endo 藤原=Fujiwara 長谷川=Hasegawa 石井=Ishii 上村=Kamimura 黒田=Kuroda 松尾=Matsuo "
                + "中島=Nakajima 岡本=Okamoto 坂口=Sakaguchi 高橋=Takahashi 渡辺=Watanabe"
        );

    public static NamePool Greek { get; } =
        Of(
            "Αγγελική=Angeliki Βασίλης=Vasilis Γεωργία=Georgia Δημήτρης=Dimitris Ελένη=Eleni Ζωή=Zoi "
                + "Ηλίας=Ilias Θεοδώρα=Theodora Καλλιόπη=Kalliopi Λευτέρης=Lefteris Μυρτώ=Myrto Νίκος=Nikos "
                + "Ξένια=Xenia Σταύρος=Stavros",
            "Αθανασιάδης=Athanasiadis Βουτσινά=Voutsina Γαλανόπουλος=Galanopoulos Δρακάκη=Drakaki "
                + "Ζερβός=Zervos Καραγιάννης=Karagiannis Λαμπράκη=Lambraki Μαυρίδης=Mavridis "
                + "Παπαδάκη=Papadaki Σαββίδης=Savvidis Τριανταφύλλου=Triantafyllou"
        );

    public static NamePool Ukrainian { get; } =
        Of(
            "Богдана=Bohdana Василь=Vasyl Галина=Halyna Дмитро=Dmytro Євгенія=Yevheniia Зоряна=Zoriana "
                + "Ілля=Illia Катерина=Kateryna Левко=Levko Мирослава=Myroslava Остап=Ostap Соломія=Solomiia "
                + "Ярина=Yaryna",
            "Бережний=Berezhnyi Вишневська=Vyshnevska Гнатюк=Hnatiuk Довбуш=Dovbush Журба=Zhurba "
                + "Калинова=Kalynova Левчук=Levchuk Мельниченко=Melnychenko Онищук=Onyshchuk "
                + "Таранець=Taranets Щербань=Shcherban"
        );

    /// <summary>All pools, the frequent ones several times.</summary>
    public static IReadOnlyList<NamePool> All { get; } =
    [
        German,
        German,
        German,
        German,
        French,
        French,
        French,
        Polish,
        Polish,
        Polish,
        Czech,
        Turkish,
        English,
        English,
        Southern,
        Nordic,
        Vietnamese,
        Arabic,
        Hebrew,
        Japanese,
        Greek,
        Ukrainian,
    ];

    private static NamePool Of(string given, string family) => new(Parts(given), Parts(family));

    private static NamePart[] Parts(string text) =>
        [
            .. text.Split(' ')
                .Select(p =>
                    p.Split('=') is [var native, var latin] ? new NamePart(native, latin) : new NamePart(p, p)
                ),
        ];
}
