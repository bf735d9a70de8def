using System;
using System.Collections.Generic;
using System.Linq;

namespace MtlDsl.Generators.Graph;

/// <summary>A parameter of a block's constructor with its value for one block, which may be a parameter of the block around it.</summary>
internal sealed record BlockArgument(string Name, Dim Value)
{
    /// <summary>As the block's own class writes it.</summary>
    public Dim Dim => new(Value.Value, Name);

    public override string ToString() => $"{Name}: {Value}";
}

/// <summary>
/// A piece of a network that has paths beside each other, and so a class of its own. Blocks of one kind share the class, which takes the
/// arguments. A block says what it holds and how its paths meet; the class around that is the same for all.
/// </summary>
internal abstract record Block(string ClassName, string Summary, EquatableArray<BlockArgument> Arguments) : Component
{
    /// <summary>Everything in the block; what has a name is registered by it, in this order.</summary>
    protected abstract IEnumerable<Child> Parts { get; }

    public sealed override string TorchType => ClassName;

    public sealed override string TorchNew => $"new {ClassName}({string.Join(", ", Arguments)})";

    public sealed override string Onnx(string x, NamePath name) =>
        $"{ClassName}Onnx(graph, {name}, {x}{string.Concat(OnnxArguments.Select(a => $", {a}"))})";

    public sealed override IEnumerable<Dim> OnnxDims => OnnxArguments.Select(a => a.Value);

    public sealed override bool UsesBatch => Parts.Any(part => part.Component.UsesBatch);

    public sealed override IEnumerable<Block> Blocks => Parts.SelectMany(part => part.Component.Blocks).Concat([this]);

    public sealed override Component Name(BlockNames names)
    {
        var block = NameParts(names);
        return block with { ClassName = names.Name(block) };
    }

    /// <summary>Writes the module's class.</summary>
    public void WriteTorchClass(CodeWriter writer)
    {
        var members = Parts.Where(part => part.Name is not null).ToList();
        writer.Summary(Summary);
        using var body = writer.Open($"private sealed class {ClassName} : {TorchNames.Nn}.Module<{TorchNames.Tensor}, {TorchNames.Tensor}>");
        foreach (var member in members)
            writer.Line($"private readonly {member.Component.TorchType} {member.Name};");
        writer.Line();
        using (writer.Open($"public {ClassName}({string.Join(", ", Arguments.Select(a => $"long {a.Name}"))}) : base(nameof({ClassName}))"))
        {
            foreach (var member in members)
                writer.Lines($"{member.Name} = {member.Component.TorchNew};");
            foreach (var member in members)
                writer.Line($"register_module({Text.Literal(member.Name!)}, {member.Name});");
        }
        writer.Line();
        using (writer.Open($"public override {TorchNames.Tensor} forward({TorchNames.Tensor} input)"))
        {
            writer.Line($"using var scope = {TorchNames.Torch}.NewDisposeScope();");
            WriteForward(writer);
        }
        writer.Line().Line(TorchNames.NoReflection);
    }

    /// <summary>Writes the method that adds such a block to the ONNX graph.</summary>
    public void WriteOnnxMethod(CodeWriter writer)
    {
        writer.Summary(Summary);
        var parameters = string.Concat(OnnxArguments.Select(a => $", int {a.Name}"));
        using var body = writer.Open(
            $"private static {OnnxNames.Value} {ClassName}Onnx({OnnxNames.Graph} graph, string {NamePath.Variable}, {OnnxNames.Value} input{parameters})");
        WriteOnnx(writer);
    }

    /// <summary>The same block with the classes of the blocks in it named.</summary>
    protected abstract Block NameParts(BlockNames names);

    /// <summary>Writes the statements that make the result out of <c>input</c> and return it.</summary>
    protected abstract void WriteForward(CodeWriter writer);

    /// <summary>Writes the statements that add the block to <c>graph</c> behind <c>input</c> and return its value.</summary>
    protected abstract void WriteOnnx(CodeWriter writer);

    /// <summary>Writes parts in a row, each into the same local.</summary>
    protected static void WriteTorchRow(CodeWriter writer, string local, IEnumerable<Child> row) =>
        WriteRow(writer, local, row.Select(child => (Func<string, string>)(x => Torch(child, x))));

    /// <inheritdoc cref="WriteTorchRow"/>
    protected static void WriteOnnxRow(CodeWriter writer, string local, IReadOnlyList<Child> row) =>
        WriteRow(writer, local, Chain.OnnxSteps(row, NamePath.InBlock));

    /// <summary>Parts in a row as one expression.</summary>
    protected static string TorchExpression(IEnumerable<Child> row, string x) => row.Aggregate(x, (value, child) => Torch(child, value));

    /// <inheritdoc cref="TorchExpression"/>
    protected static string OnnxExpression(IReadOnlyList<Child> row, string x) =>
        Chain.OnnxSteps(row, NamePath.InBlock).Aggregate(x, (value, step) => step(value));

    private static string Torch(Child child, string x) => child.Component.TorchFunction(x) ?? $"{child.Name}.call({x})";

    private static void WriteRow(CodeWriter writer, string local, IEnumerable<Func<string, string>> steps)
    {
        var x = "input";
        foreach (var step in steps)
        {
            writer.Line($"{(x == "input" ? "var " : "")}{local} = {step(x)};");
            x = local;
        }
    }

    private IEnumerable<BlockArgument> OnnxArguments
    {
        get
        {
            var used = new HashSet<string>(
                Parts.SelectMany(part => part.Component.OnnxDims).Select(dim => dim.Symbol).OfType<string>(), StringComparer.Ordinal);
            return Arguments.Where(argument => used.Contains(argument.Name));
        }
    }
}
