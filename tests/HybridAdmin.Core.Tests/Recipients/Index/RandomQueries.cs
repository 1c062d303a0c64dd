using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Tests.Recipients.Index;

/// <summary>Queries such as people and scripts send, the same ones for the same seed.</summary>
internal static class RandomQueries
{
    private static readonly string[] Searches =
    [
        "a",
        "an",
        "anna",
        "ANNA BERG",
        "berg",
        "muller",
        "Müller",
        "weiss",
        "sorensen",
        "walesa",
        "yildiz",
        "isil",
        "ibrahim",
        "zoë",
        "@",
        "@fabrik.test",
        "u12",
        "smtp:u77@contoso.example",
        "SMTP:u5",
        "alias1",
        "o'neil",
        "jan-willem",
        "אברהם",
        "محمد",
        "さく",
        "ольга",
        "Ελέ",
        "지우",
        "van den",
        "o n",
        "e e e",
        "sip:",
        "/o=Contoso",
        "strasse",
        "lodz",
        "oslo, sentrum",
        "nobody here",
        "\u202Eanna",
        "an\0na",
        "   ",
        "(*)",
        "\"anna\"",
        "ægir",
        "thora",
        "u100",
    ];

    private static readonly string[] Units =
    [
        "OU=Staff,DC=contoso,DC=local",
        "ou=sales, dc=contoso, dc=local",
        "OU=Malmö,OU=IT,DC=contoso,DC=local",
        "OU=None,DC=contoso,DC=local",
        "DC=contoso,DC=local",
    ];

    public static (RecipientQuery Query, int Skip, int Take, IReadOnlyList<DistinguishedName> Scope) Next(Random random)
    {
        var query = new RecipientQuery
        {
            Search = random.Next(5) == 0 ? null : Searches[random.Next(Searches.Length)],
            Types = random.Next(4) == 0 ? [RecipientTypeDetails.RemoteUserMailbox, RecipientTypeDetails.Group] : [],
            HasAlias = random.Next(6) switch
            {
                0 => true,
                1 => false,
                _ => null,
            },
            Hidden = random.Next(4) switch
            {
                0 => true,
                1 => false,
                _ => null,
            },
            Domain = random.Next(4) == 0 ? GeneratedRecipients.Domains[random.Next(4)].ToUpperInvariant() : null,
            OrganizationalUnit = random.Next(4) == 0 ? Units[random.Next(Units.Length)] : null,
            IncludePlain = random.Next(2) == 0,
            Sort = (RecipientSort)random.Next(random.Next(2) == 0 ? 1 : 6),
            Descending = random.Next(3) == 0,
        };
        IReadOnlyList<DistinguishedName> scope =
            random.Next(4) == 0
                ?
                [
                    DistinguishedName.Parse(Units[random.Next(Units.Length)]),
                    DistinguishedName.Parse(Units[random.Next(Units.Length)]),
                ]
                : [];
        return (query, random.Next(3) == 0 ? random.Next(200) : 0, random.Next(60), scope);
    }
}
