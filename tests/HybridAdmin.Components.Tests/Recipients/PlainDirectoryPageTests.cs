using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Features.Recipients;

namespace HybridAdmin.Components.Tests.Recipients;

/// <summary>A forest that never had Exchange.</summary>
public sealed class PlainDirectoryPageTests() : RecipientPageTest(withExchangeSchema: false)
{
    [Fact]
    public void Render_WithoutExchangeSchema_OffersWhatExistsAndSaysWhatIsMissing()
    {
        var id = Directory.AddUser(
            "Ada Lovelace",
            ("mail", ["ada@contoso.example"]),
            ("proxyAddresses", ["SMTP:ada@contoso.example"])
        );

        var page = Render<RecipientDetailsPage>(p => p.Add(x => x.Id, id).Add(x => x.Tab, "visibility"));

        page.WaitForAssertion(() =>
            Assert.Equal(
                ["Addresses", "Details", "Cloud", "History", "Raw"],
                page.FindAll("[role=tab]").Select(t => t.TextContent.Trim().TrimEnd('1').Trim())
            )
        );
        Assert.Contains(
            "Not offered here: visibility in address lists, alias, custom attributes",
            page.Markup,
            StringComparison.Ordinal
        );
        Assert.NotEmpty(page.FindAll(".add-address"));
    }
}
