using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Tests.Directory;

public sealed class DirectoryEntryTests
{
    private static readonly DirectoryEntry Entry = Make(
        ("objectClass", ["top", "person", "user"]),
        ("proxyAddresses", ["SMTP:a@x", "smtp:b@x"]),
        ("msExchRecipientTypeDetails", ["34359738368"]),
        ("msExchRecipientDisplayType", ["-2147483642"]),
        ("title", []),
        ("hidden", ["TRUE"]),
        ("shown", ["false"]),
        ("odd", ["maybe"])
    );

    [Fact]
    public void Attributes_Names_AreComparedWithoutCase()
    {
        Assert.True(Entry.Has("PROXYADDRESSES"));
        Assert.Equal("SMTP:a@x", Entry.Text("proxyaddresses"));
        Assert.Equal(["SMTP:a@x", "smtp:b@x"], Entry.Texts("ProxyAddresses"));
        Assert.Equal(2, Entry.Values("proxyAddresses").Count);
    }

    [Fact]
    public void Attributes_WithoutValue_AreAbsent()
    {
        Assert.False(Entry.Has("title"));
        Assert.Null(Entry.Text("title"));
        Assert.Empty(Entry.Values("nothing"));
        Assert.DoesNotContain("title", Entry.Attributes.Keys);
    }

    [Fact]
    public void Number_64BitsAndNegative_AreRead()
    {
        Assert.Equal(34359738368, Entry.Number("msExchRecipientTypeDetails"));
        Assert.Equal(-2147483642, Entry.Number("msExchRecipientDisplayType"));
        Assert.Null(Entry.Number("proxyAddresses"));
        Assert.Null(Entry.Number("absent"));
    }

    [Fact]
    public void Flag_TrueFalseOther_AreToldApart()
    {
        Assert.True(Entry.Flag("hidden"));
        Assert.False(Entry.Flag("shown"));
        Assert.Null(Entry.Flag("odd"));
        Assert.Null(Entry.Flag("absent"));
    }

    [Fact]
    public void IsOfClass_AnyValue_Counts()
    {
        Assert.True(Entry.IsOfClass("Person"));
        Assert.False(Entry.IsOfClass("group"));
    }

    [Fact]
    public void With_ChangedAndRemoved_LeavesTheOriginalAlone()
    {
        var changed = Entry.With([
            KeyValuePair.Create<string, IReadOnlyList<DirectoryValue>>("HIDDEN", ["FALSE"]),
            KeyValuePair.Create<string, IReadOnlyList<DirectoryValue>>("proxyAddresses", []),
        ]);

        Assert.False(changed.Flag("hidden"));
        Assert.False(changed.Has("proxyAddresses"));
        Assert.Equal(Entry.Id, changed.Id);
        Assert.True(Entry.Flag("hidden"));
        Assert.True(Entry.Has("proxyAddresses"));
    }

    private static DirectoryEntry Make(params (string Name, string[] Values)[] attributes) =>
        new(
            DistinguishedName.Parse("CN=Anna,DC=c"),
            Guid.NewGuid(),
            attributes.Select(a =>
                KeyValuePair.Create(
                    a.Name,
                    (IReadOnlyList<DirectoryValue>)[.. a.Values.Select(v => new DirectoryValue(v))]
                )
            )
        );
}
