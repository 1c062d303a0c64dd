using FsCheck;
using FsCheck.Fluent;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.Fuzzing;

namespace HybridAdmin.Core.Tests.Fuzzing;

/// <summary>
/// The LDIF of a change, parsed by the RFC, describes the change: no value can end its line, the record or the
/// attribute.
/// </summary>
public sealed class LdifProperties
{
    private static readonly Gen<DirectoryValue> Values = Gen.OneOf(
        Hostile.LongText.Select(t => new DirectoryValue(t)),
        Hostile.Text.Select(t => new DirectoryValue(t)),
        Hostile.Octets.Select(o => new DirectoryValue(o))
    );

    private static readonly Gen<AttributeChange> Changes = Gen.Zip(
            Gen.Elements("proxyAddresses", "displayName", "extensionAttribute1"),
            Gen.Zip(Lists(), Lists())
        )
        .Select(c => new AttributeChange(c.Item1, c.Item2.Item1, c.Item2.Item2));

    [Fact]
    public void Write_AnyChange_ReadsBackAsIt() =>
        Fuzz.Check(
            Gen.Zip(Hostile.Text, Gen.Choose(1, 3).SelectMany(n => Changes.ArrayOf(n))),
            input =>
            {
                var dn = DistinguishedName.FromNames([
                    new RelativeName("CN", input.Item1),
                    new RelativeName("DC", "c"),
                ]);

                var (readDn, steps) = LdifReader.Read(LdifWriter.Write(dn, input.Item2));

                Assert.Equal(dn, DistinguishedName.Parse(readDn));
                var expected = input
                    .Item2.SelectMany(c => new[] { ("delete", c.Attribute, c.Removed), ("add", c.Attribute, c.Added) })
                    .Where(s => s.Item3.Count > 0)
                    .ToArray();
                Assert.Equal(expected.Length, steps.Count);
                Assert.All(
                    expected.Zip(steps),
                    pair =>
                    {
                        Assert.Equal(
                            (pair.First.Item1, pair.First.Attribute),
                            (pair.Second.Operation, pair.Second.Attribute)
                        );
                        Assert.Equal(
                            pair.First.Item3.Select(v => Convert.ToHexString(v.Octets.Span)),
                            pair.Second.Values
                        );
                    }
                );
            }
        );

    private static Gen<DirectoryValue[]> Lists() => Gen.Choose(0, 4).SelectMany(count => Values.ArrayOf(count));
}
