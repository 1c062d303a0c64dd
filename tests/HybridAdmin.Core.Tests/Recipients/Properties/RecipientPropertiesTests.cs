using System.Reflection;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Core.Tests.Changes;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Recipients.Properties;

/// <summary>The table of properties is complete, and contains everything that is written.</summary>
public sealed class RecipientPropertiesTests
{
    public static TheoryData<string> Names => [.. RecipientProperties.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Entry_IsComplete(string name)
    {
        var property = RecipientProperties.OfName(name)!;

        Assert.NotEmpty(property.Members);
        Assert.NotEmpty(property.Label);
        Assert.NotEmpty(property.Action);
        Assert.NotEmpty(property.Slice);
        Assert.True(Enum.IsDefined(property.Permission));
        Assert.NotEqual(Permission.ReadRecipients, property.Permission);
        Assert.Equal(property.Attribute, property.Rights[0].Attribute);
        Assert.All(property.Rights, r => Assert.NotEmpty(r.Purpose));
        Assert.All(property.Members, m => Assert.StartsWith("The ", m.Words, StringComparison.Ordinal));
        Assert.NotEmpty(property.ObjectClasses.Intersect(RecipientProperty.AllClasses));
        Assert.Same(property, RecipientProperties.All[property.Order]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Entry_IsFoundByEveryNameInEitherDirection(string name)
    {
        var property = RecipientProperties.OfName(name)!;

        Assert.All(property.Rights, r => Assert.Same(property, RecipientProperties.OfAttribute(r.Attribute)));
        Assert.Same(property, RecipientProperties.OfAttribute(property.Attribute.ToUpperInvariant()));
        Assert.All(
            property.Members,
            m => Assert.Equal(property.Members, RecipientProperties.OfMember(m.Name)!.Members)
        );
        Assert.Equal(property.IsInTenant ? name : null, ExchangeOnlineProperties.PropertyOf(property.Attribute));
        Assert.Equal(property.IsInTenant ? property.Attribute : null, ExchangeOnlineProperties.AttributeOf(name));
        Assert.Equal(property.Part == PropertyPart.Exchange, AuthorityRules.IsExchangeAttribute(property.Attribute));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Entry_IsReadFromAnObject(string name)
    {
        var property = RecipientProperties.OfName(name)!;

        Assert.Equal("value", property.Read(Planning.Person((property.Attribute, ["value"]))));
        Assert.Null(property.Read(Planning.Person()));
    }

    [Fact]
    public void Plain_EachEntry_HasAPlaceInTheIndexAndInGraph()
    {
        Assert.Equal(
            Enumerable.Range(0, RecipientProperties.Plain.Count),
            RecipientProperties.Plain.Select(p => p.PlainPlace!.Value)
        );
        Assert.All(RecipientProperties.Plain, p => Assert.Same(p, RecipientProperties.OfField(p.Field!.Value)));
        Assert.All(RecipientProperties.Plain, p => Assert.NotNull(p.Graph));
        Assert.All(RecipientProperties.Plain, p => Assert.NotNull(p.Column));
        Assert.All(RecipientProperties.Plain, p => Assert.InRange(p.MaxLength ?? 0, 1, 1024));
        Assert.Equal(
            RecipientProperties.Plain.Count,
            RecipientProperties.Plain.Select(p => p.Field).Distinct().Count()
        );
    }

    [Fact]
    public void Edit_EachOfItsMembers_IsInTheTableAndTheReverse()
    {
        var named = typeof(EditMembers)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (string)f.GetRawConstantValue()!);
        var table = RecipientProperties.All.SelectMany(p => p.Members).Select(m => m.Name).Distinct().ToArray();

        Assert.Subset(table.ToHashSet(), named.ToHashSet());
        Assert.Equal(
            table.Order(StringComparer.Ordinal),
            Everything.Members.Select(m => m.Name).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Plan_OfEveryProperty_WritesOnlyAttributesOfTheTable()
    {
        var entry = Planning.Person(
            ("mailNickname", ["anna"]),
            ("proxyAddresses", ["SMTP:anna@contoso.example", "smtp:old@contoso.example"]),
            ("msExchPoliciesIncluded", ["{policy}"]),
            ("homeMDB", ["CN=DB"]),
            ("msExchHomeServerName", ["/o=A/cn=S"])
        );

        var plan = ChangePlanner.Plan(entry, Everything, Planning.Facts(Role.Administrator));

        Assert.False(plan.HasErrors, string.Join('\n', plan.Findings.Select(f => f.Message)));
        Assert.All(plan.Changes, c => Assert.NotNull(RecipientProperties.OfAttribute(c.Attribute)));
        Assert.Equal(
            RecipientProperties.All.SelectMany(p => p.Rights).Select(r => r.Attribute).Order(StringComparer.Ordinal),
            plan.Changes.Select(c => c.Attribute).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Edit_OnlyAndWith_SplitAndJoinByProperty()
    {
        var names = Everything.Only(p => p.Part == PropertyPart.Identity);
        var rest = Everything.Only(p => p.Part == PropertyPart.Exchange);

        Assert.All(names.Properties, p => Assert.Equal(PropertyPart.Identity, p.Part));
        Assert.Equal(
            RecipientProperties.All.Select(p => p.Name).Order(StringComparer.Ordinal),
            names.Properties.Concat(rest.Properties).Select(p => p.Name).Order(StringComparer.Ordinal)
        );
        Assert.Null(rest.DisplayName);
        Assert.Equal(Everything.Reason, rest.Reason);
        Assert.Equal("Bo", names.With(RecipientProperties.DisplayName, "Bo").DisplayName);
        Assert.Equal("Zoe", names.DisplayName);
        Assert.Throws<ArgumentException>(() => names.With(RecipientProperties.HiddenFromAddressListsEnabled, "TRUE"));
    }

    [Fact]
    public void Edit_CustomAttributeThatDoesNotExist_StillNeedsThePermission()
    {
        var edit = new RecipientEdit { CustomAttributes = new Dictionary<int, string?> { [16] = "x" } };

        Assert.NotNull(EditPolicy.Refusal(Planning.Actor(Role.Helpdesk), Planning.Person(), edit));
        Assert.Null(EditPolicy.Refusal(Planning.Actor(Role.RecipientAdministrator), Planning.Person(), edit));
    }

    [Fact]
    public void CloudRecipient_PlainProperties_SurviveTheIndex()
    {
        var texts = PropertyTexts.Of(p => p.Name + " ä");
        var recipient = CloudSamples.User() with { Texts = texts };

        var back = PackedRecipient.Pack(recipient).Unpack();

        Assert.Equal(texts, back.Texts);
        Assert.All(RecipientProperties.Plain, p => Assert.Equal(p.Name + " ä", back.Texts[p]));
        Assert.Equal(recipient.ProxyAddresses, back.ProxyAddresses);
    }

    /// <summary>An edit that changes every property.</summary>
    private static RecipientEdit Everything { get; } =
        RecipientProperties
            .All.Where(p => p.Kind == PropertyKind.Text && p != RecipientProperties.UserPrincipalName)
            .Aggregate(
                new RecipientEdit
                {
                    AddAddresses = ["new@contoso.example"],
                    RemoveAddresses = ["old@contoso.example"],
                    PrimarySmtpAddress = "zoe@contoso.example",
                    HiddenFromAddressListsEnabled = true,
                    UserPrincipalName = "zoe@contoso.example",
                    RemoteMailbox = new RemoteMailboxValues(
                        RecipientTypeDetails.RemoteUserMailbox,
                        -2147483642,
                        4,
                        "new@contoso.example"
                    ),
                    Reason = "INC-1",
                },
                (edit, property) => edit.With(property, "Zoe")
            );
}
