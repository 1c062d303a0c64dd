using FsCheck;
using FsCheck.Fluent;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Testing.Fuzzing;

namespace HybridAdmin.Core.Tests.Fuzzing;

/// <summary>
/// Addresses: accepted ones are routable, stored ones are preserved exactly, and every refusal has a reason.
/// </summary>
public sealed class AddressProperties
{
    [Fact]
    public void SmtpTryParse_AnyText_IsAPlainAddressOrHasAReason() =>
        Fuzz.Check(
            Gen.OneOf(Hostile.Address, Hostile.Broken, Hostile.Damaged("anna.berg@tailwind.example")),
            text =>
            {
                if (!SmtpAddress.TryParse(text, out var address, out var problem))
                {
                    Assert.NotEmpty(problem!);
                    return;
                }

                Assert.Equal(text, address!.Text);
                Assert.All(text, c => Assert.InRange(c, '!', '~'));
                Assert.Equal(text, $"{address.LocalPart}@{text[(text.IndexOf('@') + 1)..]}");
                Assert.Equal(1, text.Count(c => c == '@'));
                Assert.InRange(text.Length, 3, SmtpAddress.MaximumProxyLength - 5);
                Assert.True(SmtpAddress.IsDomain(address.Domain));
                Assert.Equal(address, SmtpAddress.Parse(text.ToUpperInvariant()));
                Assert.DoesNotContain(
                    text,
                    c => c is '"' or '<' or '>' or '(' or ')' or ',' or ';' or ':' or '\\' or '[' or ']' or ' '
                );
            }
        );

    [Fact]
    public void FromStored_AnyText_KeepsItToTheLetter() =>
        Fuzz.Check(
            Gen.OneOf(Hostile.Address, Hostile.Broken),
            text =>
            {
                var address = ProxyAddress.FromStored(text);

                Assert.Equal(text, address.Text);
                Assert.Equal(
                    text,
                    address.Kind == ProxyAddressKind.Malformed ? address.Value : $"{address.Type}:{address.Value}"
                );
                Assert.True(address.IsSameAddressAs(ProxyAddress.FromStored(text)));
                foreach (var primary in new[] { true, false })
                {
                    var turned = address.AsPrimary(primary);
                    Assert.Equal(address.Value, turned.Value);
                    Assert.Equal(address.Kind, turned.Kind);
                    if (address.Kind != ProxyAddressKind.Malformed && address.Type.Any(char.IsAsciiLetter))
                        Assert.Equal(primary, turned.IsPrimary);
                }
            }
        );

    [Fact]
    public void ProxyTryParse_AnyText_GivesAStorableValueOrAReason() =>
        Fuzz.Check(
            Gen.OneOf(Hostile.Address, Hostile.Broken),
            text =>
            {
                if (!ProxyAddress.TryParse(text, out var address, out var problem))
                {
                    Assert.NotEmpty(problem!);
                    return;
                }

                Assert.NotEqual(ProxyAddressKind.Malformed, address.Kind);
                Assert.DoesNotContain(address.Text, char.IsControl);
                Assert.InRange(address.Text.Length, 3, SmtpAddress.MaximumProxyLength);
                Assert.Equal(address, ProxyAddress.FromStored(address.Text));
            }
        );

    [Fact]
    public void AliasProblem_AnyText_AcceptsNothingInvisible() =>
        Fuzz.Check(
            Gen.OneOf(Hostile.Broken, Hostile.Damaged("anna.berg")),
            text =>
            {
                if (Alias.Problem(text) is { } problem)
                {
                    Assert.NotEmpty(problem);
                    return;
                }

                Assert.InRange(text.Length, 1, Alias.MaximumLength);
                Assert.All(
                    text,
                    c =>
                        Assert.True(
                            c is > ' ' and <= '\u00ff'
                                && !char.IsControl(c)
                                && c is not ('@' or '(' or ')' or '\\' or '"' or ',' or ';' or ':' or '<' or '>')
                        )
                );
            }
        );
}
