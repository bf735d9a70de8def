namespace TorchSharp.Modules;

/// <summary>Settings of one group of parameters. What is null comes from the optimiser.</summary>
public class OptimizerOptions
{
    public double? LearningRate { get; set; }

    /// <summary>The learning rate before any schedule.</summary>
    public double InitialLearningRate { get; set; }

    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate ?? InitialLearningRate);
    }

    public virtual void LoadStateDict(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
    }

    public virtual void LoadStateDict(OptimizerOptions source)
    {
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
    }

    private protected static void Write(BinaryWriter writer, double? value)
    {
        writer.Write(value.HasValue);
        if (value is double number) writer.Write(number);
    }

    private protected static void Write(BinaryWriter writer, bool? value)
    {
        writer.Write(value.HasValue);
        if (value is bool flag) writer.Write(flag);
    }

    private protected static double? ReadDouble(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadDouble() : null;

    private protected static bool? ReadBoolean(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadBoolean() : null;
}
