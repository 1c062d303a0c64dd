using System.Globalization;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Tests.Recipients.Index;

/// <summary>Invented entries of all kinds, the same ones for the same seed.</summary>
internal static class GeneratedRecipients
{
    public static readonly string[] Domains =
    [
        "contoso.example",
        "nordwind.example",
        "fabrik.test",
        "contoso.mail.test",
    ];

    private static readonly string[] Given =
    [
        "Anna",
        "Zoë",
        "Jürgen",
        "Søren",
        "Łukasz",
        "Işıl",
        "İbrahim",
        "Ana María",
        "Đorđe",
        "Þóra",
        "Renée",
        "Michael",
        "Alexandra",
        "O'Neil",
        "Ægir",
        "Jan-Willem",
        "אברהם",
        "محمد",
        "さくら",
        "Ольга",
        "Ελένη",
        "지우",
        "Aleksander",
        "Bo",
        "Kim",
        "Katharina",
        "Sebastian",
        "Marie",
        "Åsa",
        "Chloé",
    ];

    private static readonly string[] Family =
    [
        "Berg",
        "Weiß",
        "Müller",
        "Muller",
        "Sørensen",
        "Wałęsa",
        "Yıldız",
        "García Pérez",
        "van den Berg",
        "Østergård",
        "Straße",
        "Smith",
        "Nuñez",
        "Lund",
        "Čapek",
        "Hernández",
        "כהן",
        "الأحمد",
        "山田",
        "Иванова",
        "Παπαδόπουλος",
        "김",
        "Bergström",
        "Lindberg",
        "de la Cruz",
        "Fitz-Gerald",
        "Strömqvist",
        "Novák",
    ];

    private static readonly string[] Units = ["Staff", "Sales", "IT", "Resources", "Partners", "Groups"];
    private static readonly string[] Places =
    [
        "Berlin",
        "Malmö",
        "Łódź",
        "Lisboa",
        "Oslo, Sentrum",
        "İzmir",
        "Graz",
        "Lyon",
    ];

    public static IEnumerable<DirectoryEntry> Create(int count, int seed = 1)
    {
        var random = new Random(seed);
        for (var number = 0; number < count; number++)
            yield return Create(number, random);
    }

    /// <summary>
    /// The entry with the number; the same number has the same id, whatever the random source returns for the rest.
    /// </summary>
    public static DirectoryEntry Create(int number, Random random)
    {
        var given = Pick(random, Given);
        var family = Pick(random, Family);
        var kind = random.Next(100);
        var name =
            kind < 70
                ? (random.Next(4) == 0 ? $"{family}, {given}" : $"{given} {family}")
                : $"{Pick(random, Places)} {Pick(random, Units)} {number}";
        var login = $"u{number.ToString(CultureInfo.InvariantCulture)}";
        var attributes = new Dictionary<string, string[]>
        {
            ["cn"] = [$"{name} {number}"],
            ["displayName"] = random.Next(50) == 0 ? [] : [name],
            ["sAMAccountName"] = [login],
        };
        switch (kind)
        {
            case < 60:
                attributes["objectClass"] = ["top", "person", "organizationalPerson", "user"];
                attributes["userPrincipalName"] = [$"{login}@{Domains[number % 2]}"];
                AddMail(attributes, random, login, "2147483648");
                attributes["targetAddress"] = [$"SMTP:{login}@{Domains[3]}"];
                break;
            case < 70:
                attributes["objectClass"] = ["top", "person", "organizationalPerson", "user"];
                attributes["userPrincipalName"] = [$"{login}@{Domains[0]}"];
                if (random.Next(4) == 0)
                    attributes["msExchHideFromAddressLists"] = ["TRUE"];
                break;
            case < 80:
                attributes["objectClass"] = ["top", "person", "organizationalPerson", "contact"];
                attributes["targetAddress"] = [$"SMTP:{login}@partner{random.Next(300)}.test"];
                attributes["mail"] = [attributes["targetAddress"][0]["SMTP:".Length..]];
                attributes.Remove("sAMAccountName");
                if (random.Next(3) > 0)
                    AddMail(attributes, random, login, "64");
                break;
            default:
                attributes["objectClass"] = ["top", "group"];
                attributes["groupType"] = ["8"];
                if (random.Next(3) > 0)
                    AddMail(attributes, random, login, random.Next(2) == 0 ? "256" : null);
                break;
        }

        if (random.Next(3) == 0)
            attributes["extensionAttribute1"] = [$"KST-{random.Next(9999)}"];
        if (random.Next(5) == 0)
            attributes["extensionAttribute15"] = ["Größe " + given];
        var container =
            random.Next(40) == 0
                ? $"OU={Pick(random, Units)},DC=contoso,DC=local"
                : $"OU={DistinguishedName.Escape(Pick(random, Places))},OU={Pick(random, Units)},DC=contoso,DC=local";
        return Entry(
            DistinguishedName.Parse(container).Child("CN", attributes["cn"][0]).ToString(),
            Id(number),
            attributes
        );
    }

    public static Guid Id(int number) => new(number + 1, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]);

    /// <summary>An entry with explicit attributes.</summary>
    public static DirectoryEntry Entry(string dn, Guid id, IReadOnlyDictionary<string, string[]> attributes) =>
        new(
            DistinguishedName.Parse(dn),
            id,
            attributes.Select(a =>
                KeyValuePair.Create(
                    a.Key,
                    (IReadOnlyList<DirectoryValue>)a.Value.Select(v => new DirectoryValue(v)).ToArray()
                )
            )
        );

    /// <summary>A user with explicit attributes as "name=value", repeated for several values.</summary>
    public static DirectoryEntry User(int number, params string[] attributes) =>
        Entry(
            $"CN=u{number},OU=Staff,DC=contoso,DC=local",
            Id(number),
            attributes
                .Append("objectClass=user")
                .Select(a => a.Split('=', 2))
                .GroupBy(a => a[0], a => a[1])
                .ToDictionary(g => g.Key, g => g.ToArray())
        );

    private static void AddMail(Dictionary<string, string[]> attributes, Random random, string login, string? type)
    {
        var primary = $"{login}@{Pick(random, Domains[..3])}";
        if (random.Next(30) > 0)
            attributes["mailNickname"] = [login];
        attributes["mail"] = [primary];
        var addresses = new List<string> { $"SMTP:{primary}", $"smtp:{login}@{Domains[3]}" };
        if (random.Next(2) == 0)
            addresses.Add($"smtp:alias{random.Next(1_000_000)}@{Pick(random, Domains)}");
        if (random.Next(3) == 0)
            addresses.Add($"SIP:{primary}");
        if (random.Next(5) == 0)
            addresses.Add(
                $"X500:/o=Contoso/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn={login}"
            );
        attributes["proxyAddresses"] = addresses.ToArray();
        if (type is not null)
            attributes["msExchRecipientTypeDetails"] = [type];
        if (random.Next(12) == 0)
            attributes["msExchHideFromAddressLists"] = ["TRUE"];
    }

    private static string Pick(Random random, string[] values) => values[random.Next(values.Length)];
}
