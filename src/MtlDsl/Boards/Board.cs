namespace MtlDsl;

/// <summary>A computer that a network is to run on; <see cref="BoardProfile"/> has its figures.</summary>
public enum Board
{
    /// <summary>Whichever board: as slow as the slowest, and what it can read every other can.</summary>
    Any,

    /// <summary>NVIDIA Jetson Nano.</summary>
    JetsonNano,

    /// <summary>NVIDIA Jetson TX1.</summary>
    JetsonTX1,

    /// <summary>NVIDIA Jetson TX2.</summary>
    JetsonTX2,

    /// <summary>NVIDIA Jetson Xavier NX.</summary>
    JetsonXavierNX,

    /// <summary>NVIDIA Jetson AGX Xavier, 32 GB.</summary>
    JetsonXavier,

    /// <summary>NVIDIA Jetson Orin Nano, 8 GB.</summary>
    JetsonOrinNano,

    /// <summary>NVIDIA Jetson Orin NX, 16 GB.</summary>
    JetsonOrinNX,

    /// <summary>NVIDIA Jetson AGX Orin, 64 GB.</summary>
    JetsonOrin,

    /// <summary>NVIDIA Jetson AGX Thor (T5000), 128 GB.</summary>
    JetsonThor,

    /// <summary>NVIDIA GTX Titan X (Maxwell) in a workstation.</summary>
    TitanX,
}
