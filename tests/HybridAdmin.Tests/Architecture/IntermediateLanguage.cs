using System.Reflection;
using System.Reflection.Emit;

namespace HybridAdmin.Tests.Architecture;

/// <summary>Reads the members that the compiled body of a method references.</summary>
internal static class IntermediateLanguage
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!) // fields of OpCodes hold nothing else
        .ToDictionary(c => c.Value);

    /// <summary>Types, methods and fields, in the order in which the body references them.</summary>
    public static IEnumerable<MemberInfo> MembersIn(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } body)
            yield break;
        Type[] ofType = method.DeclaringType is { IsGenericType: true } owner ? owner.GetGenericArguments() : [];
        Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (var at = 0; at < body.Length; )
        {
            var code = body[at] == 0xFE ? OpCodesByValue[(short)(0xFE00 | body[at + 1])] : OpCodesByValue[body[at]];
            at += code.Size;
            if (
                code.OperandType
                is OperandType.InlineMethod
                    or OperandType.InlineField
                    or OperandType.InlineType
                    or OperandType.InlineTok
            )
                yield return method.Module.ResolveMember(BitConverter.ToInt32(body, at), ofType, ofMethod)!; // valid code
            at += SizeOf(code.OperandType, body, at);
        }
    }

    private static int SizeOf(OperandType operand, byte[] body, int at) =>
        operand switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
            _ => 4,
        };
}
