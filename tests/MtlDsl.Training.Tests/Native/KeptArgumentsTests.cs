using System.Reflection;
using System.Reflection.Emit;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Native;

/// <summary>What TorchSharp hands to libtorch lives until the call returns: the copy of it that the build makes (MtlDsl.Training.targets).</summary>
[Collection("torch")]
public sealed class KeptArgumentsTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> instructions = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    [Fact]
    public void Methods_that_call_native_functions_are_not_optimised()
    {
        var methods = typeof(torch).Assembly.GetTypes().SelectMany(type => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))).ToArray();
        var callers = methods.Where(CallsNative).ToArray();

        callers.Length.ShouldBeGreaterThan(1000);
        callers.Where(method => (method.MethodImplementationFlags & (MethodImplAttributes.NoOptimization | MethodImplAttributes.NoInlining))
            != (MethodImplAttributes.NoOptimization | MethodImplAttributes.NoInlining)).ShouldBeEmpty();
        // Only those: reading values through an accessor, for one, stays fast.
        methods.Count(method => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.NoOptimization)).ShouldBe(callers.Length);
    }

    [Fact]
    public void Numbers_survive_collections_while_libtorch_reads_them()
    {
        using var done = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        var collector = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect(0);
                Thread.SpinWait(10_000);
            }
        });
        collector.Start();
        using var one = ones(4);

        while (!done.IsCancellationRequested)
        {
            using var scope = NewDisposeScope();
            one.mul(3.5).add(one).add(2.25f).ReadCpuSingle(0).ShouldBe(6.75f);
        }

        collector.Join();
    }

    private static bool CallsNative(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            return false;
        for (var i = 0; i < code.Length;)
        {
            var prefixed = code[i] == 0xfe;
            var instruction = instructions[prefixed ? (short)(0xfe00 | code[i + 1]) : code[i]];
            i += prefixed ? 2 : 1;
            if (instruction == OpCodes.Call && IsNative(method, BitConverter.ToInt32(code, i)))
                return true;
            i += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, i),
                _ => 4,
            };
        }
        return false;
    }

    private static bool IsNative(MethodBase caller, int token) =>
        token >> 24 == 0x06 && caller.Module.ResolveMethod(token)!.Attributes.HasFlag(MethodAttributes.PinvokeImpl);
}
