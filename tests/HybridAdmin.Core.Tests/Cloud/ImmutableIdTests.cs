using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Cloud;

public sealed class ImmutableIdTests
{
    private const string Expected = "MyIRAFVEd2aImaq7zN3u/w==";
    private static readonly Guid Vector = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");

    [Fact]
    public void Of_Guid_IsBase64InByteOrderOfActiveDirectory() => Assert.Equal(Expected, ImmutableId.Of(Vector).Text);

    [Fact]
    public void Of_ConsistencyGuidBesideAnotherObjectGuid_TakesTheConsistencyGuid()
    {
        var entry = CloudSamples.Entry(
            "CN=Anna,DC=contoso,DC=example",
            "user",
            [("cn", "Anna")],
            [("mS-DS-ConsistencyGuid", Convert.FromHexString("33221100554477668899AABBCCDDEEFF"))]
        );

        Assert.Equal(Expected, ImmutableId.Of(entry).Text);
        Assert.NotEqual(entry.Id, Vector);
    }

    [Fact]
    public void Of_NoConsistencyGuid_TakesTheObjectGuid()
    {
        var entry = CloudSamples.Entry("CN=Anna,DC=contoso,DC=example", "user", [("cn", "Anna")]);

        Assert.Equal(ImmutableId.Of(entry.Id), ImmutableId.Of(entry));
    }

    [Fact]
    public void TryGetGuid_OfItsOwnMaking_ComesBack()
    {
        Assert.True(ImmutableId.TryParse(Expected, out var id));
        Assert.True(id.TryGetGuid(out var guid));
        Assert.Equal(Vector, guid);
    }

    [Theory]
    [InlineData("employee-4711")]
    [InlineData("AAAA")]
    public void TryGetGuid_AnchorSetByHand_IsKeptButNoGuid(string text)
    {
        Assert.True(ImmutableId.TryParse(text, out var id));
        Assert.False(id.TryGetGuid(out _));
        Assert.Equal(text, id.Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890")]
    public void TryParse_AbsentOrTooLong_IsNone(string? text) => Assert.False(ImmutableId.TryParse(text, out _));

    [Fact]
    public void Equals_OtherCase_IsAnotherAnchor()
    {
        Assert.True(ImmutableId.TryParse(Expected.ToLowerInvariant(), out var other));
        Assert.NotEqual(ImmutableId.Of(Vector), other);
    }
}
