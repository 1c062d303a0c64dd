using System.Text;

namespace HybridAdmin.ActiveDirectory.Tests;

/// <summary>
/// Samba never splits an attribute unless requested: this link does, 1,500 values at a time as AD does.
/// </summary>
public sealed class RangeRetrievalTests
{
    private const int Cut = 1500;

    [Theory]
    [InlineData(1500)]
    [InlineData(1501)]
    [InlineData(3000)]
    [InlineData(4999)]
    public void Complete_MoreThanOnePiece_GivesEveryValueOnceInOrder(int count)
    {
        var all = Enumerable.Range(0, count).Select(i => $"CN=m{i},DC=c,DC=example").ToArray();
        var asked = new List<string>();
        using var link = new FakeLink(query =>
        {
            asked.Add(query.Attributes[0]);
            var from = int.Parse(query.Attributes[0].Split('=')[1].Split('-')[0]);
            return FakeLink.Page(FakeLink.Entry("CN=g", Piece(all, from)));
        });

        var entry = RangeRetrieval.Complete(
            link,
            FakeLink.Entry("CN=g", ("cn", ["g"]), Piece(all, 0)),
            showDeleted: false
        );

        Assert.Equal(all, entry.Texts("member"));
        Assert.Equal("g", entry.Text("cn"));
        Assert.DoesNotContain(entry.Attributes, a => a.Key.Contains(';', StringComparison.Ordinal));
        Assert.All(asked, a => Assert.EndsWith("-*", a, StringComparison.Ordinal));
    }

    [Fact]
    public void Complete_EmptyNameBesideThePiece_GivesOneAttribute()
    {
        using var link = new FakeLink(_ => FakeLink.Page(FakeLink.Entry("CN=g", ("member;range=1-*", ["b"]))));

        var entry = RangeRetrieval.Complete(
            link,
            FakeLink.Entry("CN=g", ("member", []), ("member;range=0-0", ["a"])),
            showDeleted: false
        );

        Assert.Equal(["a", "b"], entry.Texts("member"));
        Assert.Single(entry.Attributes);
    }

    [Fact]
    public void Complete_ObjectWithGuid_AsksByGuidSoThatARenameDoesNoHarm()
    {
        var id = Guid.NewGuid();
        string? asked = null;
        using var link = new FakeLink(query =>
        {
            asked = query.Base;
            return FakeLink.Page(FakeLink.Entry("CN=renamed", ("member;range=1-*", ["b"])));
        });
        var first = new LdapRawEntry(
            "CN=g",
            [new("objectGUID", [id.ToByteArray()]), new("member;range=0-0", [Encoding.UTF8.GetBytes("a")])]
        );

        var entry = RangeRetrieval.Complete(link, first, showDeleted: false);

        Assert.Equal($"<GUID={id}>", asked);
        Assert.Equal(["a", "b"], entry.Texts("member"));
    }

    [Fact]
    public void Complete_ServerThatDoesNotGetOn_Ends()
    {
        using var link = new FakeLink(_ => FakeLink.Page(FakeLink.Entry("CN=g", ("member;range=0-0", ["a"]))));

        RangeRetrieval.Complete(link, FakeLink.Entry("CN=g", ("member;range=0-0", ["a"])), showDeleted: false);

        Assert.Equal(1, link.Queries);
    }

    [Fact]
    public void Complete_NothingCut_AsksNothing()
    {
        using var link = new FakeLink(_ => throw new InvalidOperationException());
        var whole = FakeLink.Entry("CN=g", ("member", ["a"]), ("userCertificate;binary", ["x"]));

        Assert.Same(whole, RangeRetrieval.Complete(link, whole, showDeleted: false));
    }

    private static (string Name, string[] Values) Piece(string[] all, int from) =>
        from + Cut >= all.Length
            ? ($"member;range={from}-*", all[from..])
            : ($"member;range={from}-{from + Cut - 1}", all[from..(from + Cut)]);
}
